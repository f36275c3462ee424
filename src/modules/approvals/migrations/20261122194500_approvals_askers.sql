-- Each asks for themselves: the request of one is not that of another. One asker still asks once.
DROP INDEX approvals_one_open;
CREATE UNIQUE INDEX approvals_one_open ON approvals_cases (subject_kind, subject, kind, asked_by) WHERE state IN ('open', 'returned');

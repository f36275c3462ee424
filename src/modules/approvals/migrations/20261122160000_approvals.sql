CREATE TABLE approvals_cases (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    definition BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    payload TEXT NOT NULL,
    link TEXT NOT NULL,
    step TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT,
    person BIGINT,
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    finished_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX approvals_waiting ON approvals_cases (state, role, path, id);
CREATE INDEX approvals_by_asker ON approvals_cases (asked_by, id);
CREATE INDEX approvals_by_subject ON approvals_cases (subject_kind, subject, kind);
-- Two people asking the same at once: the second one is told.
CREATE UNIQUE INDEX approvals_one_open ON approvals_cases (subject_kind, subject, kind) WHERE state IN ('open', 'returned');
CREATE TABLE approvals_acts (
    id BIGINT NOT NULL PRIMARY KEY,
    approval BIGINT NOT NULL REFERENCES approvals_cases (id),
    what TEXT NOT NULL,
    step TEXT NOT NULL,
    account BIGINT,
    name TEXT NOT NULL,
    for_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX approvals_acts_of ON approvals_acts (approval, id);
CREATE TABLE approvals_delegations (
    id BIGINT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL,
    person BIGINT,
    name TEXT NOT NULL,
    delegate BIGINT NOT NULL,
    delegate_name TEXT NOT NULL,
    grants TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_roster BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX approvals_delegations_to ON approvals_delegations (delegate, to_day);
CREATE INDEX approvals_delegations_of ON approvals_delegations (account, id);

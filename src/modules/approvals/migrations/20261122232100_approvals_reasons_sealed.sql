-- Why somebody asks, sends back or lets somebody else decide may tell of their health: sealed like the reasons of states. The columns of
-- clear text stay, emptied by the next start, which seals what they hold (modules/approvals/store.cpp).
ALTER TABLE approvals_cases ADD COLUMN detail_sealed BLOB;
ALTER TABLE approvals_acts ADD COLUMN reason_sealed BLOB;
ALTER TABLE approvals_delegations ADD COLUMN reason_sealed BLOB;
-- What is finished goes after its years (retention.hpp).
CREATE INDEX approvals_by_finish ON approvals_cases (finished_at, id);

-- Who consents to an export in clear answers for the people it shows: the path that its list lies under, whole installation: ''.
ALTER TABLE people_exports ADD COLUMN path TEXT NOT NULL DEFAULT '';
-- Two people are two persons: the one behind the account that asked.
ALTER TABLE people_exports ADD COLUMN asked_by_person BIGINT;
ALTER TABLE people_proposed_steps ADD COLUMN proposed_by_person BIGINT;

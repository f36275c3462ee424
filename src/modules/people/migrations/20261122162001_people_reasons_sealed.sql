-- What a step is proposed for, as in members_states.
ALTER TABLE people_proposed_steps ADD COLUMN reason_sealed BLOB;
UPDATE people_proposed_steps SET reason = NULL;

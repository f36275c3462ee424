-- Why somebody was expelled or suspended is as sensitive as the sanction of the discipline section.
ALTER TABLE members_states ADD COLUMN reason_sealed BLOB;
-- The column of clear text stays, empty from here on (no release ever filled it): behind a DROP COLUMN in the same transaction SQLite
-- refuses the checkpoint that ends a copy between engines.
UPDATE members_states SET reason = NULL;

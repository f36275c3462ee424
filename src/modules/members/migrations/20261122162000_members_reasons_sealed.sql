-- Why somebody was expelled or suspended is as sensitive as the sanction of the discipline section.
ALTER TABLE members_states ADD COLUMN reason_sealed BLOB;
ALTER TABLE members_states DROP COLUMN reason;

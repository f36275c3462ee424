INSERT INTO intake_organisation_changes (import_id, ordinal, change_id) VALUES ($1, $2, $3)

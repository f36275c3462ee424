INSERT INTO intake_rows (import_id, number, sheet, line, state, person_id, refusal, sealed)
VALUES ($1, $2, $3, $4, $5, $6, '', $7)

INSERT INTO intake_findings (import_id, number, ordinal, sheet, line, place, code, handling, other, sealed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

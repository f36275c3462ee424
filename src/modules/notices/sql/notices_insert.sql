INSERT INTO notices_notices (id, account_id, person_id, kind, title, body, link, source_key, created_at, waits_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (source_key) DO NOTHING

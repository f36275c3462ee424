INSERT INTO organisation_aliases (organisation_id, alias, written, source, change_id)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organisation_id, alias) DO NOTHING

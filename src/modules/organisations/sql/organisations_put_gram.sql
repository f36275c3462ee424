INSERT INTO organisation_grams (gram, organisation_id)
VALUES ($1, $2)
ON CONFLICT (gram, organisation_id) DO NOTHING

INSERT INTO organisation_advice (organisation_id, rule, since)
VALUES ($1, $2, $3)
ON CONFLICT (organisation_id, rule) DO NOTHING

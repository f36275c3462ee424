INSERT INTO appraisal_talks (id, organisation, path, held_on, one, one_name, other, other_name, recorded_at, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

INSERT INTO appraisal_problems (id, organisation, path, year, talk, body, recorded_at, recorded_by, recorded_name, source, heard_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

INSERT INTO appraisal_rounds (id, organisation, path, year, state, paper_on, opened_at, opened_by, opened_name, returned_reason, version)
VALUES ($1, $2, $3, $4, 'open', '', $5, $6, $7, '', 1)

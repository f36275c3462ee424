SELECT id, organisation, path, year, state, paper_on, opened_at, opened_by, opened_name, returned_reason, published_at, version
FROM appraisal_rounds WHERE id = $1

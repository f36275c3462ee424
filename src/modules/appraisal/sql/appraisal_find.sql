SELECT id, organisation, path, year, state, paper_on, opened_at, opened_by, opened_name,
  CASE WHEN returned_sealed IS NULL THEN 0 ELSE 1 END, published_at, version, meeting
FROM appraisal_rounds WHERE id = $1

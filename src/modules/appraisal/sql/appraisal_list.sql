SELECT id, organisation, path, year, state, paper_on, opened_at, opened_by, opened_name, returned_reason, published_at, version
FROM appraisal_rounds WHERE path >= $1 AND path < $2 AND year >= $3 ORDER BY path, year LIMIT $4

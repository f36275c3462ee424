UPDATE organisation_terms
SET ended_on = $2, ended_by_change = $3, version = version + 1
WHERE id = $1 AND ended_on IS NULL

UPDATE organisation_terms
SET ended_on = NULL, ended_by_change = NULL, version = version + 1
WHERE ended_by_change = $1

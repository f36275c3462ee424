UPDATE organisation_terms
SET extended_to = $2, deadline = $2, extension_basis = $3, version = version + 1
WHERE id = $1 AND version = $4 AND ended_on IS NULL

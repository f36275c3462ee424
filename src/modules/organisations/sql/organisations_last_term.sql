SELECT t.id, t.organisation_id, t.elected_on, t.years, t.due_on, t.extended_to, t.extension_basis, t.ended_on, t.basis, t.version
FROM organisation_terms t
WHERE t.organisation_id = $1
ORDER BY t.elected_on DESC
LIMIT 1

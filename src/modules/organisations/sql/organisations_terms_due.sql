SELECT t.id, t.organisation_id, t.elected_on, t.years, t.due_on, t.extended_to, t.extension_basis, t.ended_on, t.basis, t.version, o.short_name, o.name, o.kind, o.path
FROM organisation_terms t
JOIN organisations o ON o.id = t.organisation_id
WHERE t.ended_on IS NULL AND t.deadline <= $1 AND t.path >= $2 AND t.path < $3
ORDER BY t.deadline, t.path
LIMIT $4

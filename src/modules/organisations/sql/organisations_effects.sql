SELECT e.kind, e.organisation_id, e.to_id, e.count, e.sentence
FROM organisation_change_effects e
WHERE e.change_id = $1
ORDER BY e.ordinal

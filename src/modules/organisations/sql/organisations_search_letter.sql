SELECT o.id, o.code, o.kind, o.name, o.short_name, o.parent_id, o.path, o.unit_case, o.unit, o.phone, o.address,
       o.founded_on, o.published, o.since, o.ended_on, o.version
FROM organisations o
WHERE o.ended_on IS NULL AND o.id IN (SELECT g.organisation_id FROM organisation_grams g WHERE g.gram >= $1 AND g.gram < $2)
ORDER BY o.path
LIMIT 500

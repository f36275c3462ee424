SELECT o.id, o.code, o.kind, o.name, o.short_name, o.parent_id, o.path, o.unit_case, o.unit, o.phone, o.address,
       o.founded_on, o.published, o.since, o.ended_on, o.version,
       (SELECT COUNT(*) FROM organisations k WHERE k.parent_id = o.id AND k.ended_on IS NULL)
FROM organisations o
WHERE o.parent_id = $1 AND o.code > $2 AND o.ended_on IS NULL
ORDER BY o.code
LIMIT $3

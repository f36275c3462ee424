SELECT o.id, o.parent_id, o.code, o.kind, o.name, o.short_name
FROM organisations o
WHERE o.ended_on IS NULL
ORDER BY o.path

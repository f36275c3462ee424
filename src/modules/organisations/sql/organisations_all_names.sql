SELECT o.id, o.code, o.name, o.short_name
FROM organisations o
WHERE o.ended_on IS NULL

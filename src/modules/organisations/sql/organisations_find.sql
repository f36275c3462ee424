SELECT o.id, o.code, o.kind, o.name, o.short_name, o.parent_id, o.path, o.unit_case, o.unit, o.phone, o.address,
       o.founded_on, o.published, o.since, o.ended_on, o.version
FROM organisations o
WHERE o.id = $1

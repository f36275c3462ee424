SELECT o.id, o.code, o.kind, o.name, o.short_name, o.parent_id, o.path, o.unit_case, o.unit, o.phone, o.address,
       o.founded_on, o.published, o.since, o.ended_on, o.version
FROM organisation_grams g
JOIN organisations o ON o.id = g.organisation_id
WHERE g.gram = $1 AND o.ended_on IS NULL

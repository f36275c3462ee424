SELECT o.code, o.name, o.short_name, o.kind, p.code, o.unit, o.phone, o.founded_on, t.elected_on, t.years,
       (SELECT MIN(s.holder) FROM organisation_posts s
        WHERE s.organisation_id = o.id AND s.kind = 'secretary' AND s.to_on IS NULL) AS secretary,
       o.unit_case
FROM organisations o
LEFT JOIN organisations p ON p.id = o.parent_id
LEFT JOIN organisation_terms t ON t.organisation_id = o.id AND t.ended_on IS NULL
WHERE o.ended_on IS NULL
ORDER BY o.path

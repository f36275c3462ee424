-- A secretary or a term that runs where one an import ended would run again.
SELECT o.organisation_id FROM organisation_posts o JOIN organisation_posts p ON p.organisation_id = o.organisation_id
WHERE p.ended_by_change = $1 AND p.kind = 'secretary' AND o.kind = 'secretary' AND o.to_on IS NULL
UNION ALL
SELECT o.organisation_id FROM organisation_terms o JOIN organisation_terms t ON t.organisation_id = o.organisation_id
WHERE t.ended_by_change = $1 AND o.ended_on IS NULL
LIMIT 1

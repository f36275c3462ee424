SELECT a.organisation_id, a.alias
FROM organisation_aliases a
JOIN organisations o ON o.id = a.organisation_id
WHERE o.ended_on IS NULL

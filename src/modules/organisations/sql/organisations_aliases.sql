SELECT a.written, a.source
FROM organisation_aliases a
WHERE a.organisation_id = $1
ORDER BY a.written

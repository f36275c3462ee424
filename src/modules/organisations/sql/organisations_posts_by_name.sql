SELECT p.id
FROM organisation_posts p
JOIN organisations o ON o.id = p.organisation_id
WHERE p.person_id IS NULL AND p.to_on IS NULL AND p.holder = $1
  AND o.path <= $2 AND $2 < o.path || '~'

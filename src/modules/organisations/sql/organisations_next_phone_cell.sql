SELECT p.id, p.phone_sealed
FROM organisation_posts p
WHERE p.id > $1 AND p.phone_sealed IS NOT NULL
ORDER BY p.id
LIMIT $2

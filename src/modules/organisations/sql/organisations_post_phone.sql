SELECT phone_sealed
FROM organisation_posts
WHERE id = $1

UPDATE organisation_posts
SET person_id = $2, version = version + 1
WHERE id = $1 AND person_id IS NULL

UPDATE organisation_posts
SET person_id = NULL, version = version + 1
WHERE person_id = $1

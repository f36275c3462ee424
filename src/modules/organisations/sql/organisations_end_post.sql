UPDATE organisation_posts
SET to_on = $2, ended_by_change = $3, end_reason = $4, version = version + 1
WHERE id = $1 AND to_on IS NULL

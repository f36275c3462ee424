UPDATE organisation_posts
SET to_on = NULL, ended_by_change = NULL, end_reason = '', version = version + 1
WHERE id = $1

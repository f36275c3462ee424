DELETE FROM organisation_posts WHERE made_by = $1

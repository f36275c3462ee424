UPDATE organisation_posts SET phone_sealed = $2 WHERE id = $1

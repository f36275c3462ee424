UPDATE organisation_posts SET phone_sealed = $3 WHERE id = $1 AND phone_sealed = $2

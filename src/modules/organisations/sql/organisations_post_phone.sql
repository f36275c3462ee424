SELECT p.phone_sealed FROM organisation_posts p WHERE p.id = $1

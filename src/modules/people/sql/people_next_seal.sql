SELECT id, sealed FROM people_changes WHERE id > $1 AND sealed IS NOT NULL ORDER BY id LIMIT $2

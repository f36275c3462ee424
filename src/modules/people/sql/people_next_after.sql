SELECT id, after_sealed FROM people_corrections WHERE id > $1 AND after_sealed IS NOT NULL ORDER BY id LIMIT $2

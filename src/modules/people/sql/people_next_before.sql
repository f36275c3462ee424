SELECT id, before_sealed FROM people_corrections WHERE id > $1 AND before_sealed IS NOT NULL ORDER BY id LIMIT $2

SELECT id, reason_sealed FROM people_proposed_steps WHERE id > $1 AND reason_sealed IS NOT NULL ORDER BY id LIMIT $2

-- Rows sealed with another key than the current one, for the rotation job.
SELECT id, sealed FROM people_changes WHERE sealed_key < $1 AND sealed_key IS NOT NULL ORDER BY sealed_key, id LIMIT $2

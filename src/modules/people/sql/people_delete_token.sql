DELETE FROM people_tokens WHERE token = $1 AND person = $2

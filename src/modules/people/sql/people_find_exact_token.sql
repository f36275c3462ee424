SELECT person FROM people_tokens WHERE token = $1 AND person > $2 ORDER BY person LIMIT $3

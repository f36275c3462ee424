SELECT person FROM people_tokens WHERE token >= $1 AND token < $2 ORDER BY token, person LIMIT $3

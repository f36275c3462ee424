SELECT DISTINCT person FROM people_changes WHERE batch = $1 AND person > $2 ORDER BY person LIMIT $3

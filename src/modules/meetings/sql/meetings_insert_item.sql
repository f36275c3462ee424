INSERT INTO meetings_items (id, meeting, position, kind, title, body) VALUES ($1, $2, $3, $4, $5, $6)

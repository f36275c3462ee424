UPDATE meetings_items SET position = $3, kind = $4, title = $5, body = $6 WHERE id = $1 AND meeting = $2

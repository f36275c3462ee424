SELECT id, position, kind, title, body FROM meetings_items WHERE meeting = $1 ORDER BY position, id

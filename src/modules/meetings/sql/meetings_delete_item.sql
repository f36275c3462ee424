DELETE FROM meetings_items WHERE id = $1 AND meeting = $2

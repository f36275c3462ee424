DELETE FROM meetings_statements WHERE id = $1 AND meeting = $2

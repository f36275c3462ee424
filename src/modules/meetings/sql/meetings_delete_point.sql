DELETE FROM meetings_points WHERE id = $1 AND meeting = $2

UPDATE events_events SET tries = tries + 1, next_at = $3, parked = $4, fault = $5 WHERE id = $1 AND subscriber = $2

DELETE FROM events_events WHERE id = $1 AND subscriber = $2 AND parked = 0

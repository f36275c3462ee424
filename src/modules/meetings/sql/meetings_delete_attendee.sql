DELETE FROM meetings_attendees WHERE id = $1

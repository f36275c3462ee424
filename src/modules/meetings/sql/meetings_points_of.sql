SELECT id, item, attendee, body, dissent, written_at FROM meetings_points WHERE meeting = $1 ORDER BY id

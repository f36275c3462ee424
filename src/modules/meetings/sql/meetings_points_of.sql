SELECT id, item, attendee, body, dissent, written_at FROM meetings_statements WHERE meeting = $1 ORDER BY id

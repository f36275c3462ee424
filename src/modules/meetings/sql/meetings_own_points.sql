SELECT s.meeting, s.body, s.dissent, s.written_at FROM meetings_statements s JOIN meetings_attendees a ON a.id = s.attendee
WHERE a.person = $1 ORDER BY s.id DESC

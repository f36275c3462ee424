INSERT INTO meetings_statements (id, meeting, item, attendee, body, dissent, written_at, written_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET item = $3, attendee = $4, body = $5, dissent = $6, written_at = $7, written_by = $8

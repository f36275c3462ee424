INSERT INTO meetings_attendees (id, meeting, person, name, part, state, counting, gone, told_at, reply, replied_at, presence,
  reasons_sealed, basis, reply_reason, reply_text, absence_reason, absence_text)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', '', '', '')

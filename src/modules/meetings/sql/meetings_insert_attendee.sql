INSERT INTO meetings_attendees (id, meeting, person, name, part, state, counting, basis, gone, told_at, reply, reply_reason,
  reply_text, replied_at, presence, absence_reason, absence_text)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)

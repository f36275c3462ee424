UPDATE meetings_attendees SET name = $2, part = $3, state = $4, counting = $5, basis = $6, gone = $7, told_at = $8, reply = $9,
  reply_reason = $10, reply_text = $11, replied_at = $12, presence = $13, absence_reason = $14, absence_text = $15
WHERE id = $1

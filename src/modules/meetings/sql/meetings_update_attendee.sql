UPDATE meetings_attendees SET name = $2, part = $3, state = $4, counting = $5, gone = $6, told_at = $7, reply = $8, replied_at = $9,
  presence = $10, reasons_sealed = $11
WHERE id = $1

SELECT id, person, name, part, state, counting, basis, gone, told_at, reply, reply_reason, reply_text, replied_at, presence,
  absence_reason, absence_text
FROM meetings_attendees WHERE meeting = $1
--[person
  AND person = $2
--]
ORDER BY part, id

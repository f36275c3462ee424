SELECT id, person, name, part, state, counting, gone, told_at, reply, replied_at, presence, reasons_sealed
FROM meetings_attendees WHERE meeting = $1
--[person
  AND person = $2
--]
ORDER BY part, id

-- The parts as store.cpp packs them.
SELECT id, reply_reason || CHR(31) || reply_text || CHR(31) || absence_reason || CHR(31) || absence_text || CHR(31) || basis, NULL
FROM meetings_attendees
WHERE reply_reason <> '' OR reply_text <> '' OR absence_reason <> '' OR absence_text <> '' OR basis <> ''
ORDER BY id LIMIT $1

SELECT COALESCE(SUM(CASE WHEN part = 'due' THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN part = 'due' AND reply = 'coming' THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN part = 'due' AND reply = 'absent' THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN part = 'due' AND presence = 'present' THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN part = 'due' AND presence = 'absent' THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN part = 'guest' THEN 1 ELSE 0 END), 0)
FROM meetings_attendees WHERE meeting = $1 AND gone = 0

-- Held, and the minutes not closed: the oldest first.
SELECT m.id, m.organisation, m.path, m.kind, m.year, m.number, m.title, m.starts_at, m.ends_at, m.place, m.chair, m.recorder,
  m.state, m.called_at, m.started_at, m.ended_at, m.closed_at, m.cancelled_at, m.cancel_reason, m.late_reason, m.late,
  m.countersigned_at, m.countersigned_by, m.countersigned_name, m.created_at, m.created_by, m.version, m.correction
FROM meetings_meetings m
WHERE m.state = 'held' AND m.path >= $1 AND m.path < $2
ORDER BY m.starts_at LIMIT $3

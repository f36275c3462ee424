-- The latest first, by key; one range of paths of a scope.
SELECT m.id, m.organisation, m.path, m.kind, m.year, m.number, m.title, m.starts_at, m.ends_at, m.place, m.chair, m.recorder,
  m.state, m.called_at, m.started_at, m.ended_at, m.closed_at, m.cancelled_at, m.cancel_reason, m.late_reason, m.late,
  m.countersigned_at, m.countersigned_by, m.countersigned_name, m.created_at, m.created_by, m.version, m.correction, m.named
FROM meetings_meetings m
WHERE (m.starts_at, m.id) < ($1, $2) AND m.path >= $3 AND m.path < $4
--[organisation
  AND m.organisation = $6
--]
--[kind
  AND m.kind = $7
--]
--[state
  AND m.state = $8
--]
--[from
  AND m.starts_at >= $9
--]
--[until
  AND m.starts_at < $10
--]
ORDER BY m.starts_at DESC, m.id DESC LIMIT $5

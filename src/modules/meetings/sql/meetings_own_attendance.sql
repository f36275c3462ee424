-- Every line of a person, drafts left out, the latest meeting first.
SELECT m.id, m.organisation, m.path, m.kind, m.year, m.number, m.title, m.starts_at, m.ends_at, m.place, m.chair, m.recorder,
  m.state, m.called_at, m.started_at, m.ended_at, m.closed_at, m.cancelled_at, m.cancel_reason, m.late_reason, m.late,
  m.countersigned_at, m.countersigned_by, m.countersigned_name, m.created_at, m.created_by, m.version, m.correction, m.named
FROM meetings_attendees a JOIN meetings_meetings m ON m.id = a.meeting
WHERE a.person = $1 AND m.state <> 'draft' ORDER BY m.starts_at DESC, m.id DESC

SELECT t.id, t.organisation, t.path, t.kind, t.meeting, t.item, t.body, t.owner, t.owner_name, t.due_on, t.state, t.evidence, t.done_at, t.done_by,
  t.done_name, t.check_note, t.checked_at, t.checked_by, t.checked_name, t.created_at, t.created_by, t.version, t.done_person
FROM meetings_tasks t WHERE t.meeting = $1 ORDER BY t.id

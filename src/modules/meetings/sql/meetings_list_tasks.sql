-- What is to do within one range of paths, by day, by key.
SELECT t.id, t.organisation, t.path, t.kind, t.meeting, t.item, t.body, t.owner, t.owner_name, t.due_on, t.state, t.evidence, t.done_at, t.done_by,
  t.done_name, t.check_note, t.checked_at, t.checked_by, t.checked_name, t.created_at, t.created_by, t.version, t.done_person
FROM meetings_tasks t
WHERE (t.due_on, t.id) > ($1, $2) AND t.path >= $3 AND t.path < $4
--[state
  AND t.state = $6
--]
--[kind
  AND t.kind = $7
--]
--[organisation
  AND t.organisation = $8
--]
ORDER BY t.due_on, t.id LIMIT $5

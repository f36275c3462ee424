INSERT INTO meetings_tasks (id, organisation, path, kind, meeting, item, body, owner, owner_name, due_on, state, evidence, done_name,
  check_note, checked_name, created_at, created_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', '', '', '', '', $11, $12, 1)

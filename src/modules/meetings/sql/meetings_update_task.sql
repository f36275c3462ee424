UPDATE meetings_tasks SET body = $2, owner = $3, owner_name = $4, due_on = $5, state = $6, evidence = $7, done_at = $8, done_by = $9,
  done_name = $10, check_note = $11, checked_at = $12, checked_by = $13, checked_name = $14, done_person = $16, version = version + 1
WHERE id = $1 AND version = $15

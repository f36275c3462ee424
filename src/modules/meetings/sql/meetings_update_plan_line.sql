UPDATE meetings_plan_lines SET title = $4, month = $5, note = $6, dropped = $7, done_on = $8, changed_at = $9, changed_by = $10,
  changed_name = $11, version = version + 1
WHERE organisation = $1 AND year = $2 AND key = $3 AND version = $12

INSERT INTO meetings_plan_lines (organisation, year, key, path, kind, title, month, note, dropped, done_on, changed_at, changed_by,
  changed_name, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1) ON CONFLICT (organisation, year, key) DO NOTHING

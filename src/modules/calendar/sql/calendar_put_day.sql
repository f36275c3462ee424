INSERT INTO calendar_days (day, kind, name, basis, set_at, set_by, set_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name, basis = excluded.basis, set_at = excluded.set_at,
  set_by = excluded.set_by, set_by_name = excluded.set_by_name

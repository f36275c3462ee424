INSERT INTO calendar_years (year, source, checked_at, checked_by, checked_by_name) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (year) DO UPDATE SET source = excluded.source, checked_at = excluded.checked_at, checked_by = excluded.checked_by,
  checked_by_name = excluded.checked_by_name

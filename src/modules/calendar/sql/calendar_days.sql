SELECT day, kind, name, basis, set_at, set_by, set_by_name FROM calendar_days ORDER BY day

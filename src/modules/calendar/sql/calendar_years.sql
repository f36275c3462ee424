SELECT year, source, checked_at, checked_by, checked_by_name FROM calendar_years ORDER BY year

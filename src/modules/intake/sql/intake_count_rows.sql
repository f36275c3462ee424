SELECT state, COUNT(*) FROM intake_rows WHERE import_id = $1 GROUP BY state

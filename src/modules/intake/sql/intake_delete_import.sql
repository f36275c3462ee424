DELETE FROM intake_imports WHERE id = $1

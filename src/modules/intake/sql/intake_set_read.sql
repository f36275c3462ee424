UPDATE intake_imports SET report = $2, total = $3 WHERE id = $1

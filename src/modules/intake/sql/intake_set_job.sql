UPDATE intake_imports SET job = $2 WHERE id = $1

UPDATE intake_imports SET version = version + 1 WHERE id = $1 AND version = $2 AND state = $3

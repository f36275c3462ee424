UPDATE intake_imports SET state = $2, problem = $3, version = version + 1 WHERE id = $1 AND state = $4

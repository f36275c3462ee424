UPDATE intake_imports SET state = 'committed', committed_at = $2, version = version + 1 WHERE id = $1

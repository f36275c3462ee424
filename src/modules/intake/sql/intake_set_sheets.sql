UPDATE intake_imports SET sheets = $2, report = $3, state = 'reading', version = version + 1
WHERE id = $1 AND state IN ('mapping', 'checked', 'failed')

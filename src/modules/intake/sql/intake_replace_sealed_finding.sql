UPDATE intake_findings SET sealed = $5
WHERE import_id = $1 AND number = $2 AND ordinal = $3 AND sealed = $4

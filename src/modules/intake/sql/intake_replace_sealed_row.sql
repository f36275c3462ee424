UPDATE intake_rows SET sealed = $4 WHERE import_id = $1 AND number = $2 AND sealed = $3

UPDATE intake_rows SET state = $3 WHERE import_id = $1 AND number = $2

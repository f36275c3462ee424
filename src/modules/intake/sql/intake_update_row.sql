UPDATE intake_rows SET state = $3, person_id = $4, sealed = $5 WHERE import_id = $1 AND number = $2

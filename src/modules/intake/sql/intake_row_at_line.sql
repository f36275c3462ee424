SELECT number FROM intake_rows WHERE import_id = $1 AND sheet = $2 AND line = $3 LIMIT 1

DELETE FROM intake_rows WHERE import_id = $1 AND number >= $2 AND number < $3

DELETE FROM intake_answers WHERE import_id = $1

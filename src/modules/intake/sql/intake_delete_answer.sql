DELETE FROM intake_answers WHERE import_id = $1 AND number = $2 AND place = $3 AND what = $4

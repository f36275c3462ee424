UPDATE intake_answers SET sealed = $6
WHERE import_id = $1 AND number = $2 AND place = $3 AND what = $4 AND sealed = $5

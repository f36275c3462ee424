SELECT import_id, number, place, what, sealed FROM intake_answers
WHERE (import_id, number, place, what) > ($1, $2, $3, $4) ORDER BY import_id, number, place, what LIMIT $5

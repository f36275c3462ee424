SELECT number, sheet, line, state, person_id, refusal, sealed
FROM intake_rows WHERE import_id = $1 AND state = $2 AND number > $3 ORDER BY number LIMIT $4

SELECT number, sheet, line, state, person_id, refusal, sealed
FROM intake_rows WHERE import_id = $1 AND number > $2 ORDER BY number LIMIT $3

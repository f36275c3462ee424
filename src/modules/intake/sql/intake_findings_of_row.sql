SELECT number, ordinal, sheet, line, place, code, handling, other, sealed
FROM intake_findings WHERE import_id = $1 AND number = $2 ORDER BY ordinal

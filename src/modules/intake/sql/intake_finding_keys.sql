SELECT number, place, code, handling FROM intake_findings WHERE import_id = $1 ORDER BY number, ordinal

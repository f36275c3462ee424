SELECT import_id, number, sealed FROM intake_rows
WHERE (import_id, number) > ($1, $2) ORDER BY import_id, number LIMIT $3

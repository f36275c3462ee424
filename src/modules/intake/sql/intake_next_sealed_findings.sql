SELECT import_id, number, ordinal, sealed FROM intake_findings
WHERE (import_id, number, ordinal) > ($1, $2, $3) ORDER BY import_id, number, ordinal LIMIT $4

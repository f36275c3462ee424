SELECT code, handling, COUNT(*) FROM intake_findings WHERE import_id = $1 GROUP BY code, handling ORDER BY handling, code

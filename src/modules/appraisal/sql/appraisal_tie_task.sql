UPDATE appraisal_problems SET task = $2 WHERE id = $1 AND task IS NULL

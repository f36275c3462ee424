DELETE FROM appraisal_problems WHERE id = $1 AND task IS NULL

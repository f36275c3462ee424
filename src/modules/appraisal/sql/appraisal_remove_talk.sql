DELETE FROM appraisal_talks WHERE id = $1

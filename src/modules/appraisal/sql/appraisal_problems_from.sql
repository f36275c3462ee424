SELECT COUNT(*) FROM appraisal_problems WHERE talk = $1

SELECT id FROM appraisal_rounds WHERE meeting = $1

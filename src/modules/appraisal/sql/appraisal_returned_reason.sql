SELECT returned_sealed FROM appraisal_rounds WHERE id = $1

UPDATE appraisal_rounds SET returned_sealed = $2 WHERE id = $1

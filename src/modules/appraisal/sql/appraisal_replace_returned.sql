UPDATE appraisal_rounds SET returned_sealed = $3 WHERE id = $1 AND returned_sealed = $2

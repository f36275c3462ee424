UPDATE appraisal_rounds SET returned_sealed = $2, returned_reason = '' WHERE id = $1

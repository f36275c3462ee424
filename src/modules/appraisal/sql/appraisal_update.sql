UPDATE appraisal_rounds SET state = $2, paper_on = $3, returned_reason = $4, published_at = $5, version = version + 1
WHERE id = $1 AND version = $6

UPDATE appraisal_rounds SET state = $2, paper_on = $3, published_at = $4, meeting = $5, version = version + 1
WHERE id = $1 AND version = $6

UPDATE appraisal_members SET self_text = $3, self_grade = $4, self_at = $5 WHERE round = $1 AND person = $2

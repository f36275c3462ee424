UPDATE appraisal_members SET grade = $3, note = $4 WHERE round = $1 AND person = $2

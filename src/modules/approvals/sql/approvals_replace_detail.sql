UPDATE approvals_cases SET detail_sealed = $3 WHERE id = $1 AND detail_sealed = $2

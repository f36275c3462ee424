UPDATE approvals_cases SET detail_sealed = $2, detail = '' WHERE id = $1

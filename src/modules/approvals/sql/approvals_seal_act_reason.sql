UPDATE approvals_acts SET reason_sealed = $2, reason = '' WHERE id = $1

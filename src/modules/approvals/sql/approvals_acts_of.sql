SELECT id, what, step, account, name, for_name, reason_sealed, at FROM approvals_acts WHERE approval = $1 ORDER BY id

INSERT INTO approvals_acts (id, approval, what, step, account, name, for_name, reason_sealed, at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')

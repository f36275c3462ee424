INSERT INTO approvals_delegations (id, account, person, name, delegate, delegate_name, grants, from_day, to_day, reason_sealed, by_roster, made_at, ended_at, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '')

-- In force on a day.
SELECT id, account, person, name, delegate, delegate_name, grants, from_day, to_day, reason_sealed, by_roster, made_at, ended_at
FROM approvals_delegations WHERE delegate = $1 AND to_day >= $2 AND from_day <= $2 AND ended_at IS NULL ORDER BY id

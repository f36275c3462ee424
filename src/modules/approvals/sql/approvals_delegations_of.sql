-- Given by an account or to a person, the latest first.
SELECT id, account, person, name, delegate, delegate_name, grants, from_day, to_day, reason_sealed, by_roster, made_at, ended_at
FROM approvals_delegations WHERE account = $1 OR delegate = $2 ORDER BY id DESC LIMIT 50

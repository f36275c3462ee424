UPDATE approvals_delegations SET reason_sealed = $2, reason = '' WHERE id = $1

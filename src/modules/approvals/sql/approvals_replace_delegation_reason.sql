UPDATE approvals_delegations SET reason_sealed = $3 WHERE id = $1 AND reason_sealed = $2

SELECT id, reason, NULL FROM approvals_delegations WHERE reason <> '' ORDER BY id LIMIT $1

SELECT id, reason, NULL FROM approvals_acts WHERE reason <> '' ORDER BY id LIMIT $1

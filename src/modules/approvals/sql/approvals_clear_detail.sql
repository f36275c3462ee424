SELECT id, detail, NULL FROM approvals_cases WHERE detail <> '' ORDER BY id LIMIT $1

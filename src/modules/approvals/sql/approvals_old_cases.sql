SELECT id FROM approvals_cases WHERE finished_at < $1 ORDER BY finished_at, id LIMIT $2

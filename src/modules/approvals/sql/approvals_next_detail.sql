SELECT id, detail_sealed FROM approvals_cases WHERE id > $1 AND detail_sealed IS NOT NULL ORDER BY id LIMIT $2

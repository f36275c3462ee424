SELECT id, reason_sealed FROM approvals_acts WHERE id > $1 AND reason_sealed IS NOT NULL ORDER BY id LIMIT $2

SELECT id FROM intake_imports
WHERE made_at < $1 AND state IN ('mapping', 'checked', 'failed', 'cancelled') ORDER BY made_at, id LIMIT $2

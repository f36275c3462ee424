SELECT account, attempt_key, answer FROM idempotency_keys
WHERE (account, attempt_key) > ($1, $2) AND answer IS NOT NULL ORDER BY account, attempt_key LIMIT $3

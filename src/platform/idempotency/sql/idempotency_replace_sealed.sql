UPDATE idempotency_keys SET answer = $4 WHERE account = $1 AND attempt_key = $2 AND answer = $3

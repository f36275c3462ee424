SELECT digest, answer FROM idempotency_keys WHERE account = $1 AND attempt_key = $2 AND made_at > $3

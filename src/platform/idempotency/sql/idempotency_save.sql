INSERT INTO idempotency_keys (account, attempt_key, digest, claim, made_at, answer) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (account, attempt_key) DO UPDATE SET answer = excluded.answer
WHERE idempotency_keys.claim = excluded.claim

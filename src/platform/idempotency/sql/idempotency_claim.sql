INSERT INTO idempotency_keys (account, attempt_key, digest, claim, made_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account, attempt_key) DO UPDATE SET digest = excluded.digest, claim = excluded.claim, made_at = excluded.made_at,
    answer = NULL
WHERE idempotency_keys.made_at <= $6 OR idempotency_keys.claim = excluded.claim

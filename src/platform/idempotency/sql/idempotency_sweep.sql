DELETE FROM idempotency_keys WHERE made_at <= $1

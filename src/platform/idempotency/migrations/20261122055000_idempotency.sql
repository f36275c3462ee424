-- One row per Idempotency-Key of an account, written in the transaction of the use case it stands for; kept for a day.
CREATE TABLE idempotency_keys (
    account BIGINT NOT NULL,
    attempt_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    claim TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer BLOB,
    PRIMARY KEY (account, attempt_key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (made_at);

-- News written in the transaction that causes them; a row goes in the transaction that delivers it.
CREATE TABLE events_events (
    id BIGINT NOT NULL,
    subscriber TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject BIGINT,
    payload TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    parked BIGINT NOT NULL DEFAULT 0,
    fault TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (id, subscriber)
);
CREATE INDEX events_events_by_due ON events_events (parked, next_at, id);

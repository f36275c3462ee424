-- One row per piece of long or repeated work; the runner claims it by one conditional UPDATE.
CREATE TABLE jobs_jobs (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    owner BIGINT,
    state TEXT NOT NULL CONSTRAINT jobs_state
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'parked')),
    run_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    deaths BIGINT NOT NULL DEFAULT 0,
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    cancelling BIGINT NOT NULL DEFAULT 0,
    node BIGINT,
    holder TEXT,
    held_until BIGINT,
    fault TEXT NOT NULL DEFAULT '',
    ended_at BIGINT
);
CREATE INDEX jobs_jobs_by_state ON jobs_jobs (state, run_at, id);

-- When each schedule is due next; what it does is declared in code.
CREATE TABLE jobs_schedules (
    name TEXT PRIMARY KEY,
    next_at BIGINT NOT NULL,
    last_at BIGINT
);

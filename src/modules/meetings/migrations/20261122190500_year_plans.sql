-- What a branch changed in the plan of its year. What the rules ask for is computed; a line stands here once somebody touched it.
CREATE TABLE meetings_plan_lines (
    organisation BIGINT NOT NULL,
    year BIGINT NOT NULL,
    key TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    month BIGINT NOT NULL,
    note TEXT NOT NULL,
    dropped TEXT NOT NULL,
    done_on TEXT,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT,
    changed_name TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (organisation, year, key),
    CHECK (month BETWEEN 1 AND 12)
);
CREATE INDEX meetings_plan_lines_by_path ON meetings_plan_lines (path, year);

-- Corrections by the person, decided by another one.
CREATE TABLE people_corrections (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    section TEXT NOT NULL,
    entry BIGINT NOT NULL,
    field TEXT NOT NULL,
    before_sealed BLOB,
    after_sealed BLOB,
    note TEXT,
    evidence BIGINT,
    state TEXT NOT NULL,
    decider TEXT NOT NULL,
    asked_by BIGINT,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    decision_reason TEXT
);
CREATE INDEX people_corrections_by_person ON people_corrections (person, id);
CREATE INDEX people_corrections_by_state ON people_corrections (state, id);
CREATE TABLE people_saved_views (
    id BIGINT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account, name)
);
CREATE TABLE people_exports (
    id BIGINT NOT NULL PRIMARY KEY,
    account BIGINT,
    query TEXT NOT NULL,
    format TEXT NOT NULL,
    columns TEXT NOT NULL,
    purpose TEXT,
    people BIGINT NOT NULL,
    state TEXT NOT NULL,
    approved_by BIGINT,
    approved_at BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX people_exports_by_account ON people_exports (account, id);
CREATE INDEX people_exports_by_state ON people_exports (state, id);
CREATE INDEX people_exports_by_expiry ON people_exports (expires_at, id);
-- A step of somebody's membership that needs two people: what the first one entered, until the second one enters the same.
CREATE TABLE people_proposed_steps (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    to_state TEXT NOT NULL,
    on_day TEXT NOT NULL,
    reason TEXT,
    proposed_by BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT
);
CREATE INDEX people_proposed_steps_waiting ON people_proposed_steps (person) WHERE state = 'waiting';

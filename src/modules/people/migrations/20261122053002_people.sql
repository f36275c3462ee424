-- One row per person: what lists, search and access need, made from the dated rows in the same transaction.
CREATE TABLE people_roster (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    initials TEXT NOT NULL,
    staff_no TEXT UNIQUE,
    sex TEXT,
    birth TEXT,
    education TEXT,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    grp BIGINT NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT,
    probation_until TEXT,
    join_date TEXT,
    full_date TEXT,
    department TEXT,
    position TEXT,
    flags BIGINT NOT NULL,
    resident_key TEXT UNIQUE,
    mobile_tail TEXT,
    recheck_on TEXT,
    created_batch BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX people_roster_by_path ON people_roster (path, sort, id);
CREATE INDEX people_roster_by_group ON people_roster (grp, path, sort, id);
CREATE INDEX people_roster_by_state ON people_roster (state, path, sort, id);
CREATE INDEX people_roster_by_name ON people_roster (name, path);
CREATE INDEX people_roster_by_tail ON people_roster (mobile_tail) WHERE mobile_tail IS NOT NULL;
CREATE INDEX people_roster_by_recheck ON people_roster (recheck_on, id) WHERE recheck_on IS NOT NULL;
-- The file as a row of changes: the fields a change set, in clear or sealed, with where they came from. Never changed;
-- a reversed import marks its rows as withdrawn.
CREATE TABLE people_changes (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    section TEXT NOT NULL,
    entry BIGINT NOT NULL,
    effective_from TEXT NOT NULL,
    source TEXT NOT NULL,
    batch BIGINT,
    account BIGINT,
    recorded_at BIGINT NOT NULL,
    reason TEXT,
    clear TEXT NOT NULL,
    sealed BLOB,
    removed BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX people_changes_by_person ON people_changes (person, id);
CREATE INDEX people_changes_by_batch ON people_changes (batch, person) WHERE batch IS NOT NULL;
-- What a name is found by: pairs of neighbouring characters, the reading, the initials.
CREATE TABLE people_tokens (
    token TEXT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (token, person)
) WITHOUT ROWID;
-- Findings and flags of each file, for chips and their lists.
CREATE TABLE people_chips (
    chip TEXT NOT NULL,
    path TEXT NOT NULL,
    sort TEXT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (chip, path, sort, person)
) WITHOUT ROWID;
CREATE INDEX people_chips_by_person ON people_chips (person);

-- One file that somebody brought in. Its id is the batch under which records can be taken back.
CREATE TABLE intake_imports (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('organisations', 'people', 'hr')),
    state TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_path TEXT NOT NULL,
    file_digest TEXT NOT NULL,
    sheets TEXT NOT NULL,
    report TEXT NOT NULL,
    problem TEXT NOT NULL,
    owner BIGINT,
    job BIGINT,
    total BIGINT NOT NULL,
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    same BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    committed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX intake_imports_by_time ON intake_imports (made_at, id);
CREATE INDEX intake_imports_by_digest ON intake_imports (file_digest, kind, id);

-- The rows as read and as understood, sealed: they hold numbers, telephones and addresses.
CREATE TABLE intake_rows (
    import_id BIGINT NOT NULL REFERENCES intake_imports (id),
    number BIGINT NOT NULL,
    sheet BIGINT NOT NULL,
    line BIGINT NOT NULL,
    state TEXT NOT NULL,
    person_id BIGINT,
    refusal TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (import_id, number)
);
CREATE INDEX intake_rows_by_state ON intake_rows (import_id, state, number);

CREATE TABLE intake_findings (
    import_id BIGINT NOT NULL REFERENCES intake_imports (id),
    number BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    sheet BIGINT NOT NULL,
    line BIGINT NOT NULL,
    place TEXT NOT NULL,
    code TEXT NOT NULL,
    handling TEXT NOT NULL,
    other BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (import_id, number, ordinal)
);
CREATE INDEX intake_findings_by_handling ON intake_findings (import_id, handling, number, ordinal);
CREATE INDEX intake_findings_by_code ON intake_findings (import_id, code, number, ordinal);

-- What a person said about a cell (what = cell), a difference to the register (difference) or a whole row (row).
CREATE TABLE intake_answers (
    import_id BIGINT NOT NULL REFERENCES intake_imports (id),
    number BIGINT NOT NULL,
    place TEXT NOT NULL,
    what TEXT NOT NULL,
    action TEXT NOT NULL,
    code TEXT NOT NULL,
    sealed BLOB NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (import_id, number, place, what)
);

-- What the columns under a header meant the last time.
CREATE TABLE intake_mappings (
    signature TEXT NOT NULL PRIMARY KEY,
    mapping TEXT NOT NULL,
    used_at BIGINT NOT NULL
);

-- The changes of the tree that an import of organisations made, in order.
CREATE TABLE intake_organisation_changes (
    import_id BIGINT NOT NULL REFERENCES intake_imports (id),
    ordinal BIGINT NOT NULL,
    change_id BIGINT NOT NULL,
    PRIMARY KEY (import_id, ordinal)
);

CREATE TABLE members_states (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    state TEXT NOT NULL,
    from_date TEXT NOT NULL,
    until TEXT,
    reason TEXT,
    article TEXT,
    source TEXT NOT NULL,
    batch BIGINT,
    account BIGINT,
    recorded_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    mac BLOB NOT NULL
);
CREATE INDEX members_states_by_person ON members_states (person, from_date, id);
CREATE TABLE members_affiliations (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    organisation BIGINT NOT NULL,
    from_date TEXT NOT NULL,
    reason TEXT,
    source TEXT NOT NULL,
    batch BIGINT,
    account BIGINT,
    recorded_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX members_affiliations_by_person ON members_affiliations (person, from_date, id);
CREATE INDEX members_affiliations_by_organisation ON members_affiliations (organisation, person);
CREATE TABLE members_flags (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    flag TEXT NOT NULL,
    is_on BIGINT NOT NULL,
    from_date TEXT NOT NULL,
    detail TEXT,
    source TEXT NOT NULL,
    batch BIGINT,
    account BIGINT,
    recorded_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX members_flags_by_person ON members_flags (person, from_date, id);

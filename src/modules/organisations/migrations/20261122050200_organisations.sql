-- One row per organisation: what it is now. A projection of organisation_versions, written with them.
CREATE TABLE organisations (
    id BIGINT NOT NULL PRIMARY KEY,
    segment TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    parent_id BIGINT REFERENCES organisations (id),
    path TEXT NOT NULL UNIQUE,
    unit_case TEXT NOT NULL,
    unit TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    founded_on TEXT,
    published BIGINT NOT NULL,
    since TEXT NOT NULL,
    ended_on TEXT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX organisations_by_code ON organisations (code) WHERE ended_on IS NULL;
CREATE INDEX organisations_by_parent ON organisations (parent_id, code);
CREATE INDEX organisations_published ON organisations (path) WHERE published = 1 AND ended_on IS NULL;

-- What was true from a day to a day, as far as known: rows are never changed, only retired by a later change.
CREATE TABLE organisation_versions (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    parent_id BIGINT,
    path TEXT NOT NULL,
    unit_case TEXT NOT NULL,
    unit TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    founded_on TEXT,
    published BIGINT NOT NULL,
    change_id BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    retired_by BIGINT,
    CHECK (valid_from < valid_to)
);
CREATE INDEX organisation_versions_by_organisation ON organisation_versions (organisation_id, valid_from) WHERE retired_by IS NULL;
CREATE INDEX organisation_versions_by_path ON organisation_versions (path, valid_from) WHERE retired_by IS NULL;
CREATE INDEX organisation_versions_by_parent ON organisation_versions (parent_id, valid_from) WHERE retired_by IS NULL;
CREATE INDEX organisation_versions_by_change ON organisation_versions (change_id);
CREATE INDEX organisation_versions_by_retirement ON organisation_versions (retired_by) WHERE retired_by IS NOT NULL;

CREATE TABLE organisation_changes (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    organisation_id BIGINT NOT NULL,
    path TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    basis TEXT NOT NULL,
    late BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT,
    recorded_by_name TEXT NOT NULL,
    countersigned_at BIGINT,
    countersigned_by BIGINT,
    countersigned_by_name TEXT,
    undone_at BIGINT,
    undone_by BIGINT,
    undone_by_name TEXT,
    undone_reason TEXT
);
CREATE INDEX organisation_changes_by_path ON organisation_changes (path, id);
CREATE INDEX organisation_changes_waiting ON organisation_changes (path) WHERE late = 1 AND countersigned_at IS NULL AND undone_at IS NULL;

-- What a change did, in plain words, to each organisation it touched.
CREATE TABLE organisation_change_effects (
    change_id BIGINT NOT NULL REFERENCES organisation_changes (id),
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    organisation_id BIGINT,
    to_id BIGINT,
    count BIGINT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (change_id, ordinal)
);
CREATE INDEX organisation_change_effects_by_organisation ON organisation_change_effects (organisation_id, change_id);
CREATE INDEX organisation_change_effects_by_target ON organisation_change_effects (to_id, change_id) WHERE to_id IS NOT NULL;

-- Present paths a change moved, in order, to move them back.
CREATE TABLE organisation_change_moves (
    change_id BIGINT NOT NULL REFERENCES organisation_changes (id),
    ordinal BIGINT NOT NULL,
    from_path TEXT NOT NULL,
    to_path TEXT NOT NULL,
    PRIMARY KEY (change_id, ordinal)
);

-- Names people use. `alias` is folded (no blanks, half width); source is given, former or import.
CREATE TABLE organisation_aliases (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    alias TEXT NOT NULL,
    written TEXT NOT NULL,
    source TEXT NOT NULL,
    change_id BIGINT,
    PRIMARY KEY (organisation_id, alias)
);
CREATE INDEX organisation_aliases_by_alias ON organisation_aliases (alias);

-- Overlapping bigrams of names, codes and aliases, for the search.
CREATE TABLE organisation_grams (
    gram TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (gram, organisation_id)
);
CREATE INDEX organisation_grams_by_organisation ON organisation_grams (organisation_id);

-- People by state, of the organisation alone; path follows the tree. Summed over a range for a subtree.
CREATE TABLE organisation_counts (
    organisation_id BIGINT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    path TEXT NOT NULL,
    full_members BIGINT NOT NULL,
    probationary BIGINT NOT NULL,
    prospects BIGINT NOT NULL,
    activists BIGINT NOT NULL,
    applicants BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    CHECK (full_members >= 0 AND probationary >= 0 AND prospects >= 0 AND activists >= 0 AND applicants >= 0 AND staff >= 0)
);
CREATE INDEX organisation_counts_by_path
    ON organisation_counts (path, full_members, probationary, prospects, activists, applicants, staff);

-- The one row that changes of the tree take turns on; next_segment numbers the organisations.
CREATE TABLE organisation_turn (
    id BIGINT NOT NULL PRIMARY KEY,
    next_segment BIGINT NOT NULL
);
INSERT INTO organisation_turn (id, next_segment) VALUES (1, 1);

CREATE TABLE organisation_terms (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    path TEXT NOT NULL,
    elected_on TEXT NOT NULL,
    years BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    extended_to TEXT,
    extension_basis TEXT NOT NULL,
    deadline TEXT NOT NULL,
    ended_on TEXT,
    ended_by_change BIGINT,
    basis TEXT NOT NULL,
    version BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    UNIQUE (organisation_id, elected_on)
);
CREATE INDEX organisation_terms_open ON organisation_terms (deadline, path) WHERE ended_on IS NULL;
CREATE UNIQUE INDEX organisation_terms_one_open ON organisation_terms (organisation_id) WHERE ended_on IS NULL;

CREATE TABLE organisation_posts (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    person_id BIGINT,
    holder TEXT NOT NULL,
    phone_sealed BLOB,
    from_on TEXT NOT NULL,
    to_on TEXT,
    ended_by_change BIGINT,
    end_reason TEXT NOT NULL,
    term_id BIGINT REFERENCES organisation_terms (id),
    basis TEXT NOT NULL,
    version BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);
CREATE INDEX organisation_posts_by_organisation ON organisation_posts (organisation_id, from_on);
CREATE UNIQUE INDEX organisation_posts_one_secretary ON organisation_posts (organisation_id) WHERE kind = 'secretary' AND to_on IS NULL;
CREATE INDEX organisation_posts_by_person ON organisation_posts (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX organisation_posts_without_person ON organisation_posts (id) WHERE person_id IS NULL AND to_on IS NULL;

-- What the nightly comparison with the thresholds has seen, and since when.
CREATE TABLE organisation_advice (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    rule TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (organisation_id, rule)
);

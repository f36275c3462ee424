CREATE TABLE ballots_ballots (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    form TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    part BIGINT NOT NULL,
    detail TEXT NOT NULL,
    title TEXT NOT NULL,
    most BIGINT NOT NULL,
    write_ins BIGINT NOT NULL,
    state TEXT NOT NULL,
    scrutineer BIGINT NOT NULL,
    scrutineer_name TEXT NOT NULL,
    modulus TEXT NOT NULL,
    voters BIGINT NOT NULL,
    digest TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by BIGINT,
    opened_person BIGINT,
    opened_name TEXT NOT NULL,
    closed_at BIGINT,
    counted_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX ballots_ballots_of ON ballots_ballots (subject_kind, subject, id);
CREATE INDEX ballots_ballots_open ON ballots_ballots (state, id);
CREATE TABLE ballots_lines (
    ballot BIGINT NOT NULL REFERENCES ballots_ballots (id),
    position BIGINT NOT NULL,
    about BIGINT,
    title TEXT NOT NULL,
    PRIMARY KEY (ballot, position)
);
-- Who was given a permit. What was signed for them was blinded: no ballot follows from it.
CREATE TABLE ballots_permits (
    ballot BIGINT NOT NULL REFERENCES ballots_ballots (id),
    person BIGINT NOT NULL,
    blinded TEXT NOT NULL,
    PRIMARY KEY (ballot, person)
);
-- One sealed value for all ballots of a box, written anew as a whole, sorted: no row, no order and no time of a single one.
CREATE TABLE ballots_boxes (
    ballot BIGINT NOT NULL PRIMARY KEY REFERENCES ballots_ballots (id),
    returned BIGINT NOT NULL,
    box BLOB NOT NULL
);
CREATE TABLE ballots_keys (
    ballot BIGINT NOT NULL PRIMARY KEY REFERENCES ballots_ballots (id),
    private_key BLOB NOT NULL
);
CREATE TABLE ballots_totals (
    ballot BIGINT NOT NULL REFERENCES ballots_ballots (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    mark TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (ballot, position, mark)
);

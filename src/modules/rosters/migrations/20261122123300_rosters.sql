-- The codes of a ward, each change a version of its own; the latest one holds. A ward without any uses the common table.
CREATE TABLE rosters_code_tables (
    ward TEXT NOT NULL,
    version BIGINT NOT NULL,
    codes TEXT NOT NULL,
    account BIGINT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (ward, version)
);
-- One grid of a ward and a month. Its id is the batch that can be taken back; of the committed ones of a ward and a month the
-- latest holds, so nothing is overwritten.
CREATE TABLE rosters_rosters (
    id BIGINT NOT NULL PRIMARY KEY,
    ward TEXT NOT NULL,
    month TEXT NOT NULL,
    organisation BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'committed', 'reversed')),
    file_name TEXT NOT NULL,
    missing_days TEXT NOT NULL,
    said TEXT NOT NULL,
    owner BIGINT,
    made_at BIGINT NOT NULL,
    committed_at BIGINT,
    reversed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX rosters_rosters_by_month ON rosters_rosters (month, ward, id);
CREATE INDEX rosters_rosters_by_ward ON rosters_rosters (ward, month, state, id);
CREATE INDEX rosters_rosters_by_state ON rosters_rosters (state, made_at);
-- The month of one person, sealed: shifts and leave are personal.
CREATE TABLE rosters_rows (
    roster BIGINT NOT NULL REFERENCES rosters_rosters (id),
    line BIGINT NOT NULL,
    person BIGINT,
    sealed BLOB NOT NULL,
    PRIMARY KEY (roster, line)
);
CREATE INDEX rosters_rows_by_person ON rosters_rows (person, roster) WHERE person IS NOT NULL;
-- Who gives part of the rest after a night to meetings; without a row the rest is kept.
CREATE TABLE rosters_rest (
    person BIGINT NOT NULL PRIMARY KEY,
    given BIGINT NOT NULL,
    said_at BIGINT NOT NULL
);

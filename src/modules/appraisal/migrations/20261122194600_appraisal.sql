CREATE TABLE appraisal_rounds (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    year BIGINT NOT NULL,
    state TEXT NOT NULL,
    paper_on TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by BIGINT,
    opened_name TEXT NOT NULL,
    returned_reason TEXT NOT NULL,
    published_at BIGINT,
    version BIGINT NOT NULL,
    UNIQUE (organisation, year)
);
CREATE INDEX appraisal_rounds_by_path ON appraisal_rounds (path, year);
CREATE TABLE appraisal_members (
    round BIGINT NOT NULL REFERENCES appraisal_rounds (id),
    person BIGINT NOT NULL,
    name TEXT NOT NULL,
    full_member BIGINT NOT NULL,
    self_text TEXT NOT NULL,
    self_grade TEXT NOT NULL,
    self_at BIGINT,
    grade TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (round, person)
);
CREATE INDEX appraisal_members_by_person ON appraisal_members (person, round);
CREATE TABLE appraisal_talks (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    held_on TEXT NOT NULL,
    one BIGINT NOT NULL,
    one_name TEXT NOT NULL,
    other BIGINT NOT NULL,
    other_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT
);
CREATE INDEX appraisal_talks_of ON appraisal_talks (organisation, held_on, id);
CREATE TABLE appraisal_problems (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    year BIGINT NOT NULL,
    talk BIGINT REFERENCES appraisal_talks (id),
    body TEXT NOT NULL,
    task BIGINT,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT,
    recorded_name TEXT NOT NULL
);
CREATE INDEX appraisal_problems_of ON appraisal_problems (organisation, year, id);

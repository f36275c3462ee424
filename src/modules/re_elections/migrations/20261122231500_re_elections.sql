CREATE TABLE re_elections (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    state TEXT NOT NULL,
    term BIGINT,
    planned_on TEXT,
    seats BIGINT NOT NULL,
    committee BIGINT NOT NULL,
    meeting BIGINT NOT NULL,
    new_term BIGINT,
    returned TEXT NOT NULL,
    given_up TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by BIGINT,
    begun_name TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX re_elections_by_path ON re_elections (state, path, id);
CREATE UNIQUE INDEX re_elections_one_running ON re_elections (organisation) WHERE state = 'running';
CREATE TABLE re_election_steps (
    re_election BIGINT NOT NULL REFERENCES re_elections (id),
    step TEXT NOT NULL,
    done_on TEXT NOT NULL,
    reference TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    done_by BIGINT,
    done_name TEXT NOT NULL,
    PRIMARY KEY (re_election, step)
);
CREATE TABLE re_election_people (
    re_election BIGINT NOT NULL REFERENCES re_elections (id),
    position BIGINT NOT NULL,
    person BIGINT,
    name TEXT NOT NULL,
    nominated BIGINT NOT NULL,
    wanted TEXT NOT NULL,
    elected BIGINT NOT NULL,
    post TEXT NOT NULL,
    PRIMARY KEY (re_election, position)
);
CREATE INDEX re_election_people_by_person ON re_election_people (person);

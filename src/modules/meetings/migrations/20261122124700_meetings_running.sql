CREATE TABLE meetings_votes (
    item BIGINT NOT NULL PRIMARY KEY REFERENCES meetings_items (id),
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    kind TEXT NOT NULL,
    method TEXT NOT NULL,
    due BIGINT NOT NULL,
    present BIGINT NOT NULL,
    written BIGINT NOT NULL,
    issued BIGINT,
    returned BIGINT,
    in_favour BIGINT NOT NULL,
    against BIGINT NOT NULL,
    abstained BIGINT NOT NULL,
    invalid BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    votes_needed BIGINT NOT NULL,
    present_needed BIGINT NOT NULL,
    article TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT,
    recorded_name TEXT NOT NULL
);
CREATE INDEX meetings_votes_of ON meetings_votes (meeting);
CREATE TABLE meetings_elections (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    item BIGINT NOT NULL REFERENCES meetings_items (id),
    round BIGINT NOT NULL,
    seats BIGINT NOT NULL,
    due BIGINT NOT NULL,
    present BIGINT NOT NULL,
    issued BIGINT,
    returned BIGINT,
    invalid BIGINT,
    majority_base TEXT NOT NULL,
    votes_needed BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    places_open BIGINT NOT NULL,
    article TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    counted_at BIGINT,
    counted_by BIGINT,
    counted_name TEXT NOT NULL,
    UNIQUE (item, round)
);
CREATE INDEX meetings_elections_of ON meetings_elections (meeting);
CREATE TABLE meetings_candidates (
    id BIGINT NOT NULL PRIMARY KEY,
    election BIGINT NOT NULL REFERENCES meetings_elections (id),
    position BIGINT NOT NULL,
    person BIGINT,
    name TEXT NOT NULL,
    written_in BIGINT NOT NULL,
    in_favour BIGINT,
    against BIGINT,
    abstained BIGINT,
    outcome TEXT NOT NULL
);
CREATE INDEX meetings_candidates_of ON meetings_candidates (election, position);
CREATE TABLE meetings_statements (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    item BIGINT REFERENCES meetings_items (id),
    attendee BIGINT NOT NULL REFERENCES meetings_attendees (id),
    body TEXT NOT NULL,
    dissent BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    written_by BIGINT
);
CREATE INDEX meetings_statements_of ON meetings_statements (meeting, id);
CREATE TABLE meetings_minutes (
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    number BIGINT NOT NULL,
    facts TEXT NOT NULL,
    digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    closed_by BIGINT,
    closed_name TEXT NOT NULL,
    PRIMARY KEY (meeting, number)
);
CREATE TABLE meetings_tasks (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    meeting BIGINT REFERENCES meetings_meetings (id),
    item BIGINT REFERENCES meetings_items (id),
    body TEXT NOT NULL,
    owner BIGINT,
    owner_name TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    evidence TEXT NOT NULL,
    done_at BIGINT,
    done_by BIGINT,
    done_name TEXT NOT NULL,
    check_note TEXT NOT NULL,
    checked_at BIGINT,
    checked_by BIGINT,
    checked_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX meetings_tasks_by_path ON meetings_tasks (path, state, due_on);
CREATE INDEX meetings_tasks_by_owner ON meetings_tasks (owner, state, due_on);
CREATE INDEX meetings_tasks_of ON meetings_tasks (meeting);
CREATE TABLE meetings_opinions (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    meeting BIGINT REFERENCES meetings_meetings (id),
    matter_kind TEXT NOT NULL,
    matter TEXT NOT NULL,
    opinion TEXT NOT NULL,
    result TEXT NOT NULL,
    given_on TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    created_name TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX meetings_opinions_by_path ON meetings_opinions (path, given_on, id);

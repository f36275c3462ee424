CREATE TABLE meetings_meetings (
    id BIGINT NOT NULL PRIMARY KEY,
    organisation BIGINT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    place TEXT NOT NULL,
    chair BIGINT,
    recorder BIGINT,
    state TEXT NOT NULL,
    called_at BIGINT,
    started_at BIGINT,
    ended_at BIGINT,
    closed_at BIGINT,
    cancelled_at BIGINT,
    cancel_reason TEXT NOT NULL,
    correction TEXT NOT NULL,
    late_reason TEXT NOT NULL,
    late BIGINT NOT NULL,
    countersigned_at BIGINT,
    countersigned_by BIGINT,
    countersigned_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    version BIGINT NOT NULL,
    UNIQUE (organisation, kind, year, number),
    CHECK (starts_at < ends_at)
);
CREATE INDEX meetings_by_time ON meetings_meetings (starts_at, id, path);
CREATE INDEX meetings_by_organisation ON meetings_meetings (organisation, starts_at, id);
CREATE INDEX meetings_by_path ON meetings_meetings (path, starts_at);
CREATE TABLE meetings_items (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX meetings_items_of ON meetings_items (meeting, position);
CREATE TABLE meetings_materials (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    title TEXT NOT NULL,
    link TEXT NOT NULL
);
CREATE INDEX meetings_materials_of ON meetings_materials (meeting, id);
CREATE TABLE meetings_participants (
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    person BIGINT NOT NULL,
    PRIMARY KEY (meeting, person)
);
CREATE TABLE meetings_attendees (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    person BIGINT,
    name TEXT NOT NULL,
    part TEXT NOT NULL,
    state TEXT NOT NULL,
    counting TEXT NOT NULL,
    basis TEXT NOT NULL,
    gone BIGINT NOT NULL,
    told_at BIGINT,
    reply TEXT NOT NULL,
    reply_reason TEXT NOT NULL,
    reply_text TEXT NOT NULL,
    replied_at BIGINT,
    presence TEXT NOT NULL,
    absence_reason TEXT NOT NULL,
    absence_text TEXT NOT NULL,
    UNIQUE (meeting, person)
);
CREATE INDEX meetings_attendees_by_person ON meetings_attendees (person, meeting);
CREATE TABLE meetings_changes (
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (meeting, version)
);

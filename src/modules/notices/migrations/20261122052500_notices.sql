CREATE TABLE notices_notices (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT,
    person_id BIGINT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    link TEXT NOT NULL,
    source_key TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    CHECK (account_id IS NOT NULL OR person_id IS NOT NULL)
);
CREATE INDEX notices_by_account ON notices_notices (account_id, id);
CREATE INDEX notices_by_person ON notices_notices (person_id, id);
CREATE INDEX notices_unread_by_account ON notices_notices (account_id, id) WHERE read_at IS NULL;
CREATE INDEX notices_unread_by_person ON notices_notices (person_id, id) WHERE read_at IS NULL;

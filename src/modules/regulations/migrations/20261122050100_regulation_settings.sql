CREATE TABLE regulation_settings (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    datum TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by BIGINT,
    set_by_name TEXT NOT NULL,
    UNIQUE (name, effective_on)
);

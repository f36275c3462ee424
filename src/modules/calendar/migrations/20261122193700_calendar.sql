-- What the institution says of single days, over the data the program was built with, and which years it compared with the notice.
CREATE TABLE calendar_days (
    day TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by BIGINT,
    set_by_name TEXT NOT NULL
);
CREATE TABLE calendar_years (
    year BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    checked_by BIGINT,
    checked_by_name TEXT NOT NULL
);

-- One row that is written now and then to learn whether the database takes writes.
CREATE TABLE db_probe (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);

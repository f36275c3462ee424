-- Which job made which key, so that a job that goes on after a crash makes no second one.
create table crypto_rotation_jobs (
    job BIGINT primary key,
    target BIGINT not null references crypto_keys (id)
);

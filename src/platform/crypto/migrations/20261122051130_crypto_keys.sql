-- Keys in use, each wrapped by the master key, which is never in the database. kind: data, index, mac, sign.
-- state: current (new writes), retired (still opens what it sealed), destroyed (wrapped is empty).
create table crypto_keys (
    id BIGINT primary key,
    kind TEXT not null check (kind in ('data', 'index', 'mac', 'sign')),
    state TEXT not null check (state in ('current', 'retired', 'destroyed')),
    wrapped BLOB not null,
    created_at BIGINT not null,
    changed_at BIGINT not null
);
create unique index crypto_keys_current on crypto_keys (kind) where state = 'current';
-- The master key wrapped by the recovery code; one row.
create table crypto_recovery (
    id BIGINT primary key check (id = 1),
    wrapped BLOB not null,
    created_at BIGINT not null
);
-- How far each registered column has been sealed anew with the key `target`.
create table crypto_rotations (
    target BIGINT not null references crypto_keys (id),
    place TEXT not null,
    after_row BIGINT not null,
    done BIGINT not null,
    finished BIGINT not null,
    primary key (target, place)
);

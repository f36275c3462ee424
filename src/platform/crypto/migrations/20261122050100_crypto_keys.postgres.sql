-- Keys in use, each wrapped by the master key, which is never in the database. kind: data, index, mac, sign.
-- state: current (new writes), retired (still opens what it sealed), destroyed (wrapped is empty).
create table crypto_keys (
    id bigint primary key,
    kind text not null check (kind in ('data', 'index', 'mac', 'sign')),
    state text not null check (state in ('current', 'retired', 'destroyed')),
    wrapped bytea not null,
    created_at bigint not null,
    changed_at bigint not null
);
create unique index crypto_keys_current on crypto_keys (kind) where state = 'current';
-- The master key wrapped by the recovery code; one row.
create table crypto_recovery (
    id bigint primary key check (id = 1),
    wrapped bytea not null,
    created_at bigint not null
);
-- How far each registered column has been sealed anew with the key `target`.
create table crypto_rotations (
    target bigint not null references crypto_keys (id),
    place text not null,
    after_row bigint not null,
    done bigint not null,
    finished bigint not null,
    primary key (target, place)
);

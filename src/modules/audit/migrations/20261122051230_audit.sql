-- The trail. One chain per node; the hash of an entry covers the hash before it and every column of its own.
create table audit_entries (
    node BIGINT not null,
    sequence BIGINT not null,
    at BIGINT not null,
    account BIGINT,
    person BIGINT,
    actor TEXT not null,
    action TEXT not null,
    subject_kind TEXT not null,
    subject BIGINT,
    path TEXT not null,
    summary TEXT not null,
    result TEXT not null,
    details TEXT not null,
    address TEXT not null,
    hash BLOB not null,
    primary key (node, sequence)
) WITHOUT ROWID;
create index audit_entries_by_at on audit_entries (at, node, sequence);
create index audit_entries_by_account on audit_entries (account, at, node, sequence);
create index audit_entries_by_subject on audit_entries (subject, at, node, sequence);
-- Where each chain ends; the row that a writer locks.
create table audit_heads (
    node BIGINT primary key,
    sequence BIGINT not null,
    algorithm TEXT not null,
    hash BLOB not null
);
-- Signed statements of where all chains stood; each covers the one before it.
create table audit_checkpoints (
    number BIGINT primary key,
    at BIGINT not null,
    heads TEXT not null,
    previous BLOB not null,
    algorithm TEXT not null,
    signature BLOB not null
);

-- The trail. One chain per node; the hash of an entry covers the hash before it and every column of its own.
create table audit_entries (
    node integer not null,
    sequence integer not null,
    at integer not null,
    account integer,
    person integer,
    actor text not null,
    action text not null,
    subject_kind text not null,
    subject integer,
    path text not null,
    summary text not null,
    result text not null,
    details text not null,
    address text not null,
    hash blob not null,
    primary key (node, sequence)
) without rowid;
create index audit_entries_at on audit_entries (at, node, sequence);
create index audit_entries_account on audit_entries (account, at, node, sequence);
create index audit_entries_subject on audit_entries (subject, at, node, sequence);
create trigger audit_entries_no_update before update on audit_entries begin select raise(abort, 'the audit trail is append-only'); end;
create trigger audit_entries_no_delete before delete on audit_entries begin select raise(abort, 'the audit trail is append-only'); end;
-- Where each chain ends; the row that a writer locks.
create table audit_heads (
    node integer primary key,
    sequence integer not null,
    algorithm text not null,
    hash blob not null
);
-- Signed statements of where all chains stood; each covers the one before it.
create table audit_checkpoints (
    number integer primary key,
    at integer not null,
    heads text not null,
    previous blob not null,
    algorithm text not null,
    signature blob not null
);
create trigger audit_checkpoints_no_update before update on audit_checkpoints begin select raise(abort, 'the audit trail is append-only'); end;
create trigger audit_checkpoints_no_delete before delete on audit_checkpoints begin select raise(abort, 'the audit trail is append-only'); end;

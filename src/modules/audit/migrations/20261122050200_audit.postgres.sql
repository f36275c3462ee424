-- The trail. One chain per node; the hash of an entry covers the hash before it and every column of its own.
create table audit_entries (
    node bigint not null,
    sequence bigint not null,
    at bigint not null,
    account bigint,
    person bigint,
    actor text not null,
    action text not null,
    subject_kind text not null,
    subject bigint,
    path text not null,
    summary text not null,
    result text not null,
    details text not null,
    address text not null,
    hash bytea not null,
    primary key (node, sequence)
);
create index audit_entries_at on audit_entries (at, node, sequence);
create index audit_entries_account on audit_entries (account, at, node, sequence);
create index audit_entries_subject on audit_entries (subject, at, node, sequence);
-- Where each chain ends; the row that a writer locks.
create table audit_heads (
    node bigint primary key,
    sequence bigint not null,
    algorithm text not null,
    hash bytea not null
);
-- Signed statements of where all chains stood; each covers the one before it.
create table audit_checkpoints (
    number bigint primary key,
    at bigint not null,
    heads text not null,
    previous bytea not null,
    algorithm text not null,
    signature bytea not null
);
create function audit_append_only() returns trigger language plpgsql as $body$
begin
    raise exception 'the audit trail is append-only';
end
$body$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function audit_append_only();
create trigger audit_checkpoints_append_only before update or delete or truncate on audit_checkpoints
    for each statement execute function audit_append_only();

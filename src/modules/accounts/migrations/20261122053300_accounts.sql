-- An account signs in; the person behind it, where there is one, is people's record. Ids of organisations and people are
-- kept without a reference: grants stay readable when those records are archived.
create table accounts_accounts (
    id BIGINT primary key,
    login TEXT not null,
    name TEXT not null,
    person BIGINT,
    state TEXT not null check (state in ('active', 'locked')),
    lock_reason TEXT not null,
    password TEXT not null,
    password_at BIGINT not null,
    must_change BIGINT not null,
    totp BLOB,
    totp_on BIGINT not null,
    totp_step BIGINT not null,
    theme TEXT not null,
    size TEXT not null,
    created_at BIGINT not null,
    signed_in_at BIGINT,
    version BIGINT not null
);
create unique index accounts_accounts_by_login on accounts_accounts (login);
create index accounts_accounts_by_person on accounts_accounts (person);
-- Digests of the passwords before, for the profile that bars the last five.
create table accounts_passwords (
    account BIGINT not null references accounts_accounts (id),
    at BIGINT not null,
    password TEXT not null,
    primary key (account, at)
);
-- One-time codes for a lost authenticator; only their digests.
create table accounts_recovery_codes (
    account BIGINT not null references accounts_accounts (id),
    digest BLOB not null,
    primary key (account, digest)
);
create table accounts_sessions (
    id BIGINT primary key,
    token BLOB not null,
    account BIGINT not null references accounts_accounts (id),
    created_at BIGINT not null,
    seen_at BIGINT not null,
    expires_at BIGINT not null,
    address TEXT not null,
    agent TEXT not null,
    second_factor BIGINT not null
);
create unique index accounts_sessions_by_token on accounts_sessions (token);
create index accounts_sessions_by_account on accounts_sessions (account, id);
-- A role held over a part of the tree for some days. mac covers the row: a grant written behind the program's back is none.
create table accounts_grants (
    id BIGINT primary key,
    account BIGINT not null references accounts_accounts (id),
    role TEXT not null,
    organisation BIGINT,
    from_day TEXT not null,
    to_day TEXT,
    state TEXT not null check (state in ('proposed', 'active', 'refused', 'withdrawn', 'ended')),
    replaces BIGINT references accounts_grants (id),
    reason TEXT not null,
    proposed_by BIGINT,
    proposed_at BIGINT not null,
    decided_by BIGINT,
    decided_at BIGINT,
    mac BLOB not null
);
create index accounts_grants_by_account on accounts_grants (account, id);
create index accounts_grants_by_state on accounts_grants (state, id);
create index accounts_grants_by_role on accounts_grants (role, id);
create table accounts_invitations (
    id BIGINT primary key,
    token BLOB not null,
    name TEXT not null,
    login TEXT not null,
    person BIGINT,
    role TEXT not null,
    organisation BIGINT,
    from_day TEXT not null,
    to_day TEXT,
    invited_by BIGINT,
    created_at BIGINT not null,
    expires_at BIGINT not null,
    accepted_at BIGINT,
    account BIGINT references accounts_accounts (id),
    revoked_at BIGINT
);
create unique index accounts_invitations_by_token on accounts_invitations (token);
-- Sign-in links of the demo.
create table accounts_links (
    token BLOB primary key,
    account BIGINT not null references accounts_accounts (id),
    expires_at BIGINT not null
);
-- Failed sign-ins in a row, by what was typed and by where it came from.
create table accounts_attempts (
    source TEXT primary key,
    failures BIGINT not null,
    last_at BIGINT not null,
    locked_until BIGINT not null
);
-- One row that moves on whenever a session, an account or a grant changes in a way other nodes must notice.
create table accounts_changes (
    id BIGINT primary key check (id = 1),
    number BIGINT not null
);
insert into accounts_changes (id, number) values (1, 1);
-- The institution, and whether set-up is over. One row.
create table accounts_institution (
    id BIGINT primary key check (id = 1),
    token BLOB,
    name TEXT not null,
    kind TEXT not null check (kind in ('', 'hospital', 'college', 'other')),
    set_up_at BIGINT
);

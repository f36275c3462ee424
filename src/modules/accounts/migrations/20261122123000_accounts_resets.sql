-- An invitation may name an account: it then sets that account's password instead of opening another one. Where the account has
-- power over others it waits for a second person.
alter table accounts_invitations add column resets BIGINT references accounts_accounts (id);
alter table accounts_invitations add column waits BIGINT not null default 0;
alter table accounts_invitations add column confirmed_by BIGINT;
-- What was typed as a login stood here in clear; it is counted by a keyed digest now.
delete from accounts_attempts where source like 'login:%';

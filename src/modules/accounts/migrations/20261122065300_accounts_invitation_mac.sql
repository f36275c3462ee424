-- An invitation opens a role: one written or changed behind the program's back must open nothing.
alter table accounts_invitations add column mac TEXT not null default '';

insert into accounts_grants (id, account, role, organisation, from_day, to_day, state, replaces, reason, proposed_by, proposed_at, decided_by, decided_at, mac)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)

select id, account, role, organisation, from_day, to_day, state, replaces, reason, proposed_by, proposed_at, decided_by, decided_at, mac from accounts_grants where account = $1 order by id

select id, account, role, organisation, from_day, to_day, state, replaces, reason, proposed_by, proposed_at, decided_by, decided_at, mac
from accounts_grants
where id > $1
--[state
and state = $2
--]
--[account
and account = $3
--]
--[role
and role = $4
--]
--[organisation
and organisation = $5
--]
order by id limit $6

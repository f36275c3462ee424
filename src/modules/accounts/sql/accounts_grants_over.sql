select id, account, role, organisation, from_day, to_day, state, replaces, reason, proposed_by, proposed_at, decided_by, decided_at, mac
from accounts_grants
where organisation = $1 and state in ('active', 'proposed')
order by id

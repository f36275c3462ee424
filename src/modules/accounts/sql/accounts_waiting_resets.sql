select id, token, name, login, person, role, organisation, from_day, to_day, invited_by, created_at, expires_at, accepted_at, account, revoked_at, mac,
       resets, waits, confirmed_by
from accounts_invitations
where resets is not null and waits = 1 and accepted_at is null and revoked_at is null and expires_at > $1
order by id limit $2

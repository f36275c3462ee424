select id, token, name, login, person, role, organisation, from_day, to_day, invited_by, created_at, expires_at, accepted_at, account, revoked_at, mac,
       resets, waits, confirmed_by from accounts_invitations
where id < $1
--[open
and accepted_at is null and revoked_at is null and expires_at > $2
--]
order by id desc limit $3

select id, token, name, login, person, role, organisation, from_day, to_day, invited_by, created_at, expires_at, accepted_at, account, revoked_at, mac,
       resets, waits, confirmed_by from accounts_invitations where token = $1

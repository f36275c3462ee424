update accounts_invitations set waits = 0, confirmed_by = $2, mac = $3
where id = $1 and waits = 1 and accepted_at is null and revoked_at is null

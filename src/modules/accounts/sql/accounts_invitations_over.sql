select id from accounts_invitations
where organisation = $1 and accepted_at is null and revoked_at is null and expires_at > $2
order by id

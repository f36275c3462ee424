update accounts_invitations set accepted_at = $2, account = $3
where id = $1 and accepted_at is null and revoked_at is null and expires_at > $2

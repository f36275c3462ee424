update accounts_invitations set revoked_at = null where id = $1 and accepted_at is null

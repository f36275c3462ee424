update accounts_invitations set revoked_at = $2 where resets = $1 and accepted_at is null and revoked_at is null

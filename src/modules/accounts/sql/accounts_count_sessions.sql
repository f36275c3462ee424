select count(*) from accounts_sessions where account = $1 and expires_at > $2

delete from accounts_sessions where expires_at < $1

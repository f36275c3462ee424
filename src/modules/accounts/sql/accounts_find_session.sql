select id, token, account, created_at, seen_at, expires_at, address, agent, second_factor from accounts_sessions where token = $1

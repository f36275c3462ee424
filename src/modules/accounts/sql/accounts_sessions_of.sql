select id, token, account, created_at, seen_at, expires_at, address, agent, second_factor from accounts_sessions where account = $1 order by id desc

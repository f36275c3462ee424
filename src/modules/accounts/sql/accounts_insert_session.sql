insert into accounts_sessions (id, token, account, created_at, seen_at, expires_at, address, agent, second_factor)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

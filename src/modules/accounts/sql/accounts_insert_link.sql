insert into accounts_links (token, account, expires_at) values ($1, $2, $3)

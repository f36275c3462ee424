insert into accounts_passwords (account, at, password) values ($1, $2, $3) on conflict (account, at) do nothing

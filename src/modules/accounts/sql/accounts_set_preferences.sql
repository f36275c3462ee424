update accounts_accounts set theme = $2, size = $3 where id = $1

update accounts_accounts set state = $2, version = version + 1 where id = $1

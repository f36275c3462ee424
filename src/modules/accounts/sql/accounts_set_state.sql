update accounts_accounts set state = $2, lock_reason = $3, version = version + 1 where id = $1

update accounts_accounts set password = $2, password_at = $3, must_change = $4, version = version + 1 where id = $1

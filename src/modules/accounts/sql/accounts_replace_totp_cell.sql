update accounts_accounts set totp = $3 where id = $1 and totp = $2

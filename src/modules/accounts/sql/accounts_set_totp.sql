update accounts_accounts set totp = $2, totp_on = $3, totp_step = $4, version = version + 1 where id = $1

update accounts_accounts set totp_step = $2 where id = $1 and totp_step < $2

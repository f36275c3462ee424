select count(*) from accounts_recovery_codes where account = $1

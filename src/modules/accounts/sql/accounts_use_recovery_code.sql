delete from accounts_recovery_codes where account = $1 and digest = $2

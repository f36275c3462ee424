insert into accounts_recovery_codes (account, digest) values ($1, $2)

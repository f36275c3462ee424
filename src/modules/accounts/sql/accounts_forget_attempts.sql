delete from accounts_attempts where last_at < $1 and locked_until < $2

delete from accounts_sessions where id = $1 and account = $2

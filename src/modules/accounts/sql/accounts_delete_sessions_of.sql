delete from accounts_sessions where account = $1 and id <> $2

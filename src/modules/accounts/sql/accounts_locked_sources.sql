select source, failures, last_at, locked_until from accounts_attempts where locked_until > $1 order by source limit $2

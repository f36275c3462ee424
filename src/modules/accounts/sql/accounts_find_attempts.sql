select failures, last_at, locked_until from accounts_attempts where source = $1

SELECT COUNT(*) FROM people_exports
WHERE state = 'waiting' AND expires_at > $1 AND (account IS NULL OR account <> $2)

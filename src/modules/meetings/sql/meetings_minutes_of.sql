SELECT number, facts_sealed, digest, reason, closed_at, closed_by, closed_name FROM meetings_minutes WHERE meeting = $1 ORDER BY number DESC

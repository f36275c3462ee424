SELECT id FROM rosters_rosters WHERE month < $1 OR (state = 'reversed' AND reversed_at < $2) ORDER BY id LIMIT $3

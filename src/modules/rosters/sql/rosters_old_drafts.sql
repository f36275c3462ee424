SELECT id FROM rosters_rosters WHERE state = 'draft' AND made_at < $1 LIMIT $2

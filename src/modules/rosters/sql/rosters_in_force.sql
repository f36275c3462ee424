SELECT id FROM rosters_rosters WHERE ward = $1 AND month = $2 AND organisation = $3 AND state = 'committed'
ORDER BY committed_at DESC, id DESC LIMIT 1

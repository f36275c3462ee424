DELETE FROM rosters_rosters WHERE id = $1 AND state = 'draft'

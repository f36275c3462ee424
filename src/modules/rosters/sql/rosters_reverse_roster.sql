UPDATE rosters_rosters SET state = 'reversed', reversed_at = $2, version = version + 1 WHERE id = $1 AND state = 'committed'

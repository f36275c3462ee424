DELETE FROM rosters_rosters WHERE id = $1

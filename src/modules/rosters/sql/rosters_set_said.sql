UPDATE rosters_rosters SET said = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'draft'

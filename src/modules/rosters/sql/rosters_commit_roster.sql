UPDATE rosters_rosters SET state = 'committed', committed_at = $3, said = '', version = version + 1
WHERE id = $1 AND version = $2 AND state = 'draft'

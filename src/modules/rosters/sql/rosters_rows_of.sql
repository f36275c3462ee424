SELECT roster, line, person, sealed FROM rosters_rows WHERE roster = $1 ORDER BY line

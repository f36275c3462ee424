UPDATE rosters_rows SET sealed = $4 WHERE roster = $1 AND line = $2 AND sealed = $3

UPDATE rosters_rows SET sealed = $3 WHERE roster = $1 AND line = $2

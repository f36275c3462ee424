DELETE FROM rosters_rows WHERE roster = $1

SELECT given FROM rosters_rest WHERE person = $1

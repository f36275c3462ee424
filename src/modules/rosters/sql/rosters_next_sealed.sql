SELECT roster, line, sealed FROM rosters_rows WHERE (roster, line) > ($1, $2) ORDER BY roster, line LIMIT $3

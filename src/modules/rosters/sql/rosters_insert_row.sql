INSERT INTO rosters_rows (roster, line, person, sealed) VALUES ($1, $2, $3, $4)

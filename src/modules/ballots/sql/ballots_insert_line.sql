INSERT INTO ballots_lines (ballot, position, about, title) VALUES ($1, $2, $3, $4)

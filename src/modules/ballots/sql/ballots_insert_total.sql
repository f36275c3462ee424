INSERT INTO ballots_totals (ballot, position, title, mark, votes) VALUES ($1, $2, $3, $4, $5)

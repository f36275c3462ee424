INSERT INTO ballots_permits (ballot, person, blinded) VALUES ($1, $2, $3)

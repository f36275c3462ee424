INSERT INTO ballots_keys (ballot, private_key) VALUES ($1, $2)

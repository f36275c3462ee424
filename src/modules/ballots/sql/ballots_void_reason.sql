SELECT void_sealed FROM ballots_ballots WHERE id = $1

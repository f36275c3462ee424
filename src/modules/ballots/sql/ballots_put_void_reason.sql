UPDATE ballots_ballots SET void_sealed = $2 WHERE id = $1

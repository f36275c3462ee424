UPDATE ballots_ballots SET void_sealed = $3 WHERE id = $1 AND void_sealed = $2

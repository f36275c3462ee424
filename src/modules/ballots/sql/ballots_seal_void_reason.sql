UPDATE ballots_ballots SET void_sealed = $2, void_reason = '' WHERE id = $1

DELETE FROM ballots_keys WHERE ballot = $1

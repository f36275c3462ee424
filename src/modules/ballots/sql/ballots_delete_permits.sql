DELETE FROM ballots_permits WHERE ballot = $1

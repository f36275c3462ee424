SELECT COUNT(*) FROM ballots_permits WHERE ballot = $1

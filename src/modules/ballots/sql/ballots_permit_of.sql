SELECT blinded FROM ballots_permits WHERE ballot = $1 AND person = $2

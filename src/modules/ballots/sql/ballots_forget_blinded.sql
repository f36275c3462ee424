UPDATE ballots_permits SET blinded = '' WHERE ballot = $1

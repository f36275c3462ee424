UPDATE ballots_keys SET private_key = $3 WHERE ballot = $1 AND private_key = $2

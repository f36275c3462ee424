SELECT private_key FROM ballots_keys WHERE ballot = $1

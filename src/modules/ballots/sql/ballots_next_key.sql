SELECT ballot, private_key FROM ballots_keys WHERE ballot > $1 ORDER BY ballot LIMIT $2

SELECT id, void_sealed FROM ballots_ballots WHERE id > $1 AND void_sealed IS NOT NULL ORDER BY id LIMIT $2

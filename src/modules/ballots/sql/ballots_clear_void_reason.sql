SELECT id, void_reason, NULL FROM ballots_ballots WHERE void_reason <> '' ORDER BY id LIMIT $1

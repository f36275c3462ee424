SELECT meeting, facts, number FROM meetings_minutes WHERE facts <> '' ORDER BY meeting, number LIMIT $1

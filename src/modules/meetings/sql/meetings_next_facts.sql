SELECT meeting, number, facts_sealed FROM meetings_minutes WHERE (meeting, number) > ($1, $2) AND facts_sealed IS NOT NULL ORDER BY meeting, number LIMIT $3

SELECT organisation, state, COUNT(*) FROM people_roster WHERE path >= $1 AND path < $2 GROUP BY organisation, state

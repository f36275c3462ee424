SELECT id FROM people_roster WHERE recheck_on <= $1 AND recheck_on IS NOT NULL ORDER BY recheck_on, id LIMIT $2

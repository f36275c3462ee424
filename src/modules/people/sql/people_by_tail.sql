SELECT id FROM people_roster WHERE mobile_tail = $1 LIMIT $2

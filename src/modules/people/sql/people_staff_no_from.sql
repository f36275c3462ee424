SELECT id FROM people_roster WHERE staff_no >= $1 AND staff_no < $2 ORDER BY staff_no LIMIT $3

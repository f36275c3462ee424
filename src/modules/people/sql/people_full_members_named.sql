SELECT id FROM people_roster
WHERE name = $1 AND path >= $2 AND path < $3 AND state = 'full' ORDER BY id LIMIT 2

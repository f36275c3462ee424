SELECT c.person, r.path FROM people_corrections c JOIN people_roster r ON r.id = c.person
WHERE c.state = 'waiting' AND c.decider = $1 ORDER BY c.id LIMIT $2

SELECT COUNT(*), MIN(c.asked_at) FROM people_corrections c JOIN people_roster r ON r.id = c.person
WHERE c.state = 'waiting' AND c.decider = $1 AND r.path >= $2 AND r.path < $3 AND c.person <> $4

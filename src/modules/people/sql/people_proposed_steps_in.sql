SELECT s.id, s.person, s.to_state, s.on_day, s.reason_sealed, s.proposed_by, s.proposed_at, s.proposed_by_person, r.name
FROM people_proposed_steps s
JOIN people_roster r ON r.id = s.person
WHERE s.state = 'waiting' AND s.proposed_at > $1 AND r.path >= $2 AND r.path < $3
ORDER BY s.id LIMIT $4

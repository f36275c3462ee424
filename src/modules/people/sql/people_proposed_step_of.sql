SELECT id, person, to_state, on_day, reason_sealed, proposed_by, proposed_at, proposed_by_person
FROM people_proposed_steps WHERE person = $1 AND state = 'waiting' AND proposed_at > $2 ORDER BY id DESC LIMIT 1

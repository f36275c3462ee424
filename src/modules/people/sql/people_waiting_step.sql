SELECT id, person, to_state, on_day, reason_sealed, proposed_by, proposed_at, proposed_by_person
FROM people_proposed_steps WHERE id = $1 AND state = 'waiting'

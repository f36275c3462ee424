INSERT INTO people_proposed_steps (id, person, to_state, on_day, reason_sealed, proposed_by, proposed_at, state,
                                   proposed_by_person)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8)

INSERT INTO re_election_steps (re_election, step, done_on, reference, done_at, done_by, done_name) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (re_election, step) DO UPDATE SET done_on = excluded.done_on, reference = excluded.reference, done_at = excluded.done_at, done_by = excluded.done_by, done_name = excluded.done_name

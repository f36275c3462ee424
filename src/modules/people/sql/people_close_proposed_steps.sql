UPDATE people_proposed_steps SET state = $2, decided_by = $3, decided_at = $4 WHERE person = $1 AND state = 'waiting'

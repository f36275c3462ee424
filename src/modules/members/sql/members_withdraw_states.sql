UPDATE members_states SET withdrawn_at = $3 WHERE person = $1 AND batch = $2 AND withdrawn_at IS NULL

SELECT id, person, state, from_date, until, reason_sealed, article, source, batch, account, recorded_at, withdrawn_at
FROM members_states WHERE person = $1 ORDER BY from_date, id

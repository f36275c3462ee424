-- For the scan that finds rows changed behind the program's back (security.md D4).
SELECT id, person, state, from_date, until, source, batch, account, recorded_at, mac
FROM members_states WHERE id > $1 ORDER BY id LIMIT $2

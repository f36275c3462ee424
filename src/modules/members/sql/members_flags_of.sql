SELECT id, person, flag, is_on, from_date, detail, source, batch, account, recorded_at, withdrawn_at
FROM members_flags WHERE person = $1 ORDER BY from_date, id

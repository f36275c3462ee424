SELECT id, person, organisation, from_date, reason, source, batch, account, recorded_at, withdrawn_at
FROM members_affiliations WHERE person = $1 ORDER BY from_date, id

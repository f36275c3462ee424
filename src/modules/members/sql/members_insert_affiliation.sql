INSERT INTO members_affiliations (id, person, organisation, from_date, reason, source, batch, account, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

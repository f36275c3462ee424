INSERT INTO members_flags (id, person, flag, is_on, from_date, detail, source, batch, account, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

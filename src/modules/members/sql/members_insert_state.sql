INSERT INTO members_states (id, person, state, from_date, until, reason_sealed, article, source, batch, account, recorded_at, mac)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

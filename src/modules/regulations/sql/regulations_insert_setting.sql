INSERT INTO regulation_settings (id, name, datum, effective_on, reason, set_at, set_by, set_by_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

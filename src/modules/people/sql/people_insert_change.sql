INSERT INTO people_changes (id, person, section, entry, effective_from, source, batch, account, recorded_at, reason, clear,
  sealed, removed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

INSERT INTO people_corrections (id, person, section, entry, field, before_sealed, after_sealed, note, evidence, state, decider,
  asked_by, asked_at, decided_by, decided_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

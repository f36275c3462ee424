INSERT INTO meetings_meetings (id, organisation, path, kind, year, number, title, starts_at, ends_at, place, chair, recorder,
  state, cancel_reason, correction, late_reason, late, countersigned_name, created_at, created_by, version, named,
  created_person)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', '', 0, '', $14, $15, 1, $16, $17)

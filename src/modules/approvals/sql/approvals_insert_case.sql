INSERT INTO approvals_cases (id, kind, definition, subject_kind, subject, organisation, path, title, detail_sealed, payload, link, step, role, state, asked_by, person, asked_name, asked_at, finished_at, version, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, '')

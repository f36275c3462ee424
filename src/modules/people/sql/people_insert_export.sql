INSERT INTO people_exports (id, account, query, format, columns, purpose, people, state, created_at, expires_at,
                            asked_by, path, asked_by_person)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

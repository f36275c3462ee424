INSERT INTO people_saved_views (id, account, name, query, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account, name) DO UPDATE SET query = excluded.query

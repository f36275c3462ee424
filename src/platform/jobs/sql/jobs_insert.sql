INSERT INTO jobs_jobs (id, kind, payload, owner, state, run_at) VALUES ($1, $2, $3, $4, 'waiting', $5)

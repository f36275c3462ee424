INSERT INTO jobs_schedules (name, next_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING

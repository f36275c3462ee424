SELECT name, next_at FROM jobs_schedules

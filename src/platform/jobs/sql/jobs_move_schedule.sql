UPDATE jobs_schedules SET next_at = $3, last_at = $4 WHERE name = $1 AND next_at = $2

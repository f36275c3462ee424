UPDATE jobs_jobs SET state = 'cancelled', ended_at = run_at
WHERE id = $1 AND ((state = 'waiting' AND tries = 0) OR state = 'parked')

UPDATE jobs_jobs SET held_until = $2 WHERE holder = $1 AND state = 'running'

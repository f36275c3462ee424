UPDATE jobs_jobs SET done = $3, total = $4, message = $5, held_until = $6
WHERE id = $1 AND holder = $2 AND state = 'running'
RETURNING cancelling

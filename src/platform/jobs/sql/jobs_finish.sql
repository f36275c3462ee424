UPDATE jobs_jobs SET state = $3, run_at = $4, message = $5, fault = $6, ended_at = $7, tries = tries - $8, done = $9, total = $10,
    holder = NULL, held_until = NULL
WHERE id = $1 AND holder = $2 AND state = 'running'

SELECT cancelling FROM jobs_jobs WHERE id = $1 AND holder = $2 AND state = 'running'

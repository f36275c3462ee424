UPDATE jobs_jobs SET state = 'waiting', tries = 0, deaths = 0, run_at = $2, fault = '', ended_at = NULL WHERE id = $1 AND state = 'parked'

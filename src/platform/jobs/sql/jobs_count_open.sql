SELECT COUNT(*) FROM jobs_jobs WHERE state IN ('waiting', 'running') AND kind = $1 AND payload = $2

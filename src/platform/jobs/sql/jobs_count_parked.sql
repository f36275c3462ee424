SELECT COUNT(*) FROM jobs_jobs WHERE state = 'parked'

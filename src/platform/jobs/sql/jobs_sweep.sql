DELETE FROM jobs_jobs WHERE state IN ('done', 'failed', 'cancelled') AND ended_at < $1

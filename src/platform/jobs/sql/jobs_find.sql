SELECT id, kind, state, done, total, message, owner FROM jobs_jobs WHERE id = $1

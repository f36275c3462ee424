UPDATE jobs_jobs SET state = 'running', node = $2, holder = $3, held_until = $4, tries = tries + 1
WHERE id = $1 AND (state = 'waiting' OR (state = 'running' AND held_until < $5))
RETURNING kind, payload, owner, tries, done, total, message, cancelling

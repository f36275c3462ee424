-- What an earlier process of this node left running when it died.
UPDATE jobs_jobs SET state = 'waiting', holder = NULL, held_until = NULL
WHERE state = 'running' AND node = $1 AND holder <> $2

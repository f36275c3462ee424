-- Held by a process that has not said for too long that it lives.
SELECT id, kind FROM jobs_jobs
WHERE state = 'running' AND held_until < $1
--[kind
  AND kind = $2
--]
ORDER BY run_at, id LIMIT 16

SELECT id, kind FROM jobs_jobs
WHERE state = 'waiting' AND run_at <= $1
--[kind
  AND kind = $2
--]
ORDER BY run_at, id LIMIT 16

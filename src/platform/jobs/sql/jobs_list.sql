SELECT id, kind, state, done, total, message, owner, tries, run_at, fault, ended_at FROM jobs_jobs
WHERE 1 = 1
--[open
  AND state IN ('waiting', 'running', 'parked')
--]
--[ended
  AND state IN ('done', 'failed', 'cancelled')
--]
ORDER BY id DESC LIMIT $1

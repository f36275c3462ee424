-- A job that has begun runs once more and learns that it is to stop, so that it can put things in order.
UPDATE jobs_jobs SET cancelling = 1, run_at = CASE WHEN state = 'waiting' THEN 0 ELSE run_at END
WHERE id = $1 AND state IN ('waiting', 'running')

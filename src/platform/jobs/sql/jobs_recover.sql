-- What an earlier process of this node left running when it died. The first time it runs again at once, then later and later:
-- a job that kills the program does not keep it from starting, and one that was only nearby loses no try.
UPDATE jobs_jobs SET state = 'waiting', holder = NULL, held_until = NULL, tries = tries - 1, deaths = deaths + 1,
    run_at = CASE WHEN deaths = 0 THEN run_at WHEN deaths < 15 THEN $3 + 2000 * deaths ELSE $3 + 30000 END
WHERE state = 'running' AND node = $1 AND holder <> $2

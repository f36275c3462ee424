-- A row that is still running was held by a process that died: that run was no try.
UPDATE jobs_jobs SET state = 'running', node = $2, holder = $3, held_until = $4,
    tries = CASE state WHEN 'running' THEN tries ELSE tries + 1 END,
    deaths = CASE state WHEN 'running' THEN deaths + 1 ELSE deaths END
WHERE id = $1 AND (state = 'waiting' OR (state = 'running' AND held_until < $5))
RETURNING kind, payload, owner, tries, done, total, message, cancelling, deaths

-- Whether something else than the import came later: a change, a correction that was asked for, a step that waits.
SELECT 1 FROM people_changes
WHERE person = $1 AND id > $2 AND withdrawn_at IS NULL AND (batch IS NULL OR batch <> $3)
UNION ALL
SELECT 1 FROM people_corrections WHERE person = $1 AND id > $2 AND state = 'waiting'
UNION ALL
SELECT 1 FROM people_proposed_steps WHERE person = $1 AND id > $2 AND state = 'waiting'
LIMIT 1

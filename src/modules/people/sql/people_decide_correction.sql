UPDATE people_corrections SET state = $2, decided_by = $3, decided_at = $4, decision_reason = $5
WHERE id = $1 AND state = 'waiting'

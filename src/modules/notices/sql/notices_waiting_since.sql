SELECT id, account_id, person_id, CASE WHEN read_at IS NULL THEN 0 ELSE 1 END
FROM notices_notices WHERE waits_until IS NOT NULL AND waits_until <= $1 ORDER BY waits_until LIMIT $2

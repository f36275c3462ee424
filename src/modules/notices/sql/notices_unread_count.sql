SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM notices_notices WHERE account_id = $1 AND read_at IS NULL LIMIT 100) AS own)
     + (SELECT COUNT(*) FROM (SELECT 1 FROM notices_notices WHERE person_id = $2 AND account_id IS NULL AND read_at IS NULL LIMIT 100) AS personal)

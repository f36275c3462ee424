SELECT COUNT(*), MIN(created_at) FROM people_exports
WHERE state = 'waiting' AND expires_at > $1 AND path >= $2 AND path < $3
  AND (account IS NULL OR account <> $4)
  AND (asked_by_person IS NULL OR asked_by_person <> $5)

SELECT id, account, query, format, columns, purpose, people, state, approved_by, created_at, expires_at, asked_by, path,
       asked_by_person
FROM people_exports
WHERE state = 'waiting' AND expires_at > $1 AND path >= $2 AND path < $3
  AND (account IS NULL OR account <> $4)
  AND (asked_by_person IS NULL OR asked_by_person <> $5)
ORDER BY id DESC LIMIT $6

SELECT id, account, query, format, columns, purpose, people, state, approved_by, created_at, expires_at, asked_by
FROM people_exports WHERE id < $1
--[account
  AND account = $3
--]
--[waiting
  AND state = 'waiting' AND expires_at > $4
--]
ORDER BY id DESC LIMIT $2

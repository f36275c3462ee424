SELECT id, kind, title, body, link, created_at, read_at
FROM notices_notices
WHERE account_id = $1
--[before
  AND id < $2
--]
--[unread
  AND read_at IS NULL
--]
ORDER BY id DESC
LIMIT $3

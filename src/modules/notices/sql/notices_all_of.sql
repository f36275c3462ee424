SELECT title, body, created_at, read_at FROM notices_notices WHERE account_id = $1 OR person_id = $2 ORDER BY id DESC

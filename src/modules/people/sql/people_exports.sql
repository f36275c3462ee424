SELECT id, account, query, format, columns, purpose, people, state, approved_by, created_at, expires_at, asked_by, path,
       asked_by_person
FROM people_exports WHERE account = $1
ORDER BY id DESC LIMIT $2

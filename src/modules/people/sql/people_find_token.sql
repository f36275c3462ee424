-- People with a token of this range, after a key, with what a search answer shows and verifies.
SELECT t.token, r.id, r.name, r.staff_no, r.organisation, r.path, r.state, r.department, r.sort, r.initials
FROM people_tokens t JOIN people_roster r ON r.id = t.person
WHERE (t.token, t.person) > ($1, $2) AND t.token < $3
ORDER BY t.token, t.person LIMIT $4

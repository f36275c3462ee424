-- Everybody on the roster, by id: for what is asked of each person in turn.
SELECT id FROM people_roster WHERE id > $1 ORDER BY id LIMIT $2

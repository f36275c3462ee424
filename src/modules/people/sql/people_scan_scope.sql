-- For scopes known to be narrow: what the reading, name or staff number holds.
SELECT id, name, sort, initials, staff_no FROM people_roster WHERE path >= $1 AND path < $2 ORDER BY path, sort, id

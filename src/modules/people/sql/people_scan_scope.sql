-- For scopes known to be narrow: everybody, to be matched in the program.
SELECT '', id, name, staff_no, organisation, path, state, department, sort, initials
FROM people_roster WHERE path >= $1 AND path < $2 ORDER BY path, sort, id

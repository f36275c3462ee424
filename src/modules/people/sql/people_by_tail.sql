SELECT '', id, name, staff_no, organisation, path, state, department, sort, initials
FROM people_roster WHERE mobile_tail = $1 AND id > $2 ORDER BY id LIMIT $3

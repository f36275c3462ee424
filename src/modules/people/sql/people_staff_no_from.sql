SELECT staff_no, id, name, staff_no, organisation, path, state, department, sort, initials
FROM people_roster WHERE staff_no > $1 AND staff_no < $2 ORDER BY staff_no LIMIT $3

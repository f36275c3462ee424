-- The hot list: where each row stands and which version it is, with `shown` also the columns a screen shows. Its conditions are
-- those of people_list.sql, but that the first page begins with its range: comparing rows with a key costs more.
SELECT id, version, changed_at, organisation, path, sort
--[shown
  , name, staff_no, sex, state, birth, join_date, full_date, department, position, mobile_tail, probation_until, flags
--]
FROM people_roster
WHERE path < $4
--[from
  AND path >= $1
--]
--[after
  AND (path, sort, id) > ($1, $2, $3)
--]
--[group
  AND grp = $6
--]
--[state
  AND state = $7
--]
--[sex
  AND sex = $8
--]
--[flag
  AND flags / $9 % 2 = 1
--]
--[department
  AND department = $10
--]
--[education
  AND education >= $11 AND education < $12
--]
ORDER BY path, sort, id LIMIT $5

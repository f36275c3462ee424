-- The hot list. One index gives order, range and start; group and state choose which one.
SELECT id, version, name, sort, initials, staff_no, sex, birth, education, organisation, path, state, state_since,
  probation_until, join_date, full_date, department, position, flags, resident_key, mobile_tail, recheck_on,
  created_batch, created_at, changed_at
FROM people_roster
WHERE (path, sort, id) > ($1, $2, $3) AND path < $4
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

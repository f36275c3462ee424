SELECT COUNT(*) FROM people_roster
WHERE path >= $1 AND path < $2
--[group
  AND grp = $3
--]
--[state
  AND state = $4
--]
--[sex
  AND sex = $5
--]
--[flag
  AND flags / $6 % 2 = 1
--]
--[department
  AND department = $7
--]
--[education
  AND education >= $8 AND education < $9
--]

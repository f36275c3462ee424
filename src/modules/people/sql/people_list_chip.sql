SELECT r.id, r.version, r.name, r.sort, r.initials, r.staff_no, r.sex, r.birth, r.education, r.organisation, r.path, r.state,
  r.state_since, r.probation_until, r.join_date, r.full_date, r.department, r.position, r.flags,
  r.resident_key, r.mobile_tail, r.recheck_on, r.created_batch, r.created_at, r.changed_at
FROM people_chips c JOIN people_roster r ON r.id = c.person
WHERE c.chip = $6 AND (c.path, c.sort, c.person) > ($1, $2, $3) AND c.path < $4
--[state
  AND r.state = $7
--]
--[group
  AND r.grp = $8
--]
ORDER BY c.path, c.sort, c.person LIMIT $5

SELECT id, version, name, sort, initials, staff_no, sex, birth, education, organisation, path, state, state_since, probation_until,
  join_date, full_date, department, position, flags, resident_key, mobile_tail, recheck_on, created_batch,
  created_at, changed_at
FROM people_roster WHERE staff_no = $1

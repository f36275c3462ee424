INSERT INTO people_roster (id, version, name, sort, initials, staff_no, sex, birth, education, organisation, path, grp, state,
  state_since, probation_until, join_date, full_date, department, position, flags, resident_key, mobile_tail,
  recheck_on, created_batch, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
  $26)
ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, sort = excluded.sort,
  initials = excluded.initials, staff_no = excluded.staff_no, sex = excluded.sex, birth = excluded.birth,
  education = excluded.education, organisation = excluded.organisation, path = excluded.path, grp = excluded.grp,
  state = excluded.state, state_since = excluded.state_since, probation_until = excluded.probation_until,
  join_date = excluded.join_date, full_date = excluded.full_date, department = excluded.department,
  position = excluded.position, flags = excluded.flags,
  resident_key = excluded.resident_key, mobile_tail = excluded.mobile_tail, recheck_on = excluded.recheck_on,
  changed_at = excluded.changed_at

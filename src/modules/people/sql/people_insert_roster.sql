INSERT INTO people_roster (id, version, name, sort, initials, staff_no, sex, birth, education, organisation, path, grp, state,
  state_since, probation_until, join_date, full_date, department, position, flags, resident_key, mobile_tail,
  recheck_on, created_batch, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
  $26)

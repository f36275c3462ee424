SELECT r.id, r.organisation, r.path, r.year, r.state, r.paper_on, r.opened_at, r.opened_by, r.opened_name,
  CASE WHEN r.returned_sealed IS NULL THEN 0 ELSE 1 END, r.published_at, r.version, r.meeting
FROM appraisal_members m JOIN appraisal_rounds r ON r.id = m.round WHERE m.person = $1 ORDER BY m.round DESC LIMIT 10

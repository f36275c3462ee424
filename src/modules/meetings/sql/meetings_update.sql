UPDATE meetings_meetings SET year = $2, number = $3, title = $4, starts_at = $5, ends_at = $6, place = $7, chair = $8,
  recorder = $9, state = $10, called_at = $11, started_at = $12, ended_at = $13, closed_at = $14, cancelled_at = $15,
  cancel_reason = $16, late_reason = $17, late = $18, countersigned_at = $19, countersigned_by = $20,
  countersigned_name = $21, correction = $23, version = version + 1
WHERE id = $1 AND version = $22

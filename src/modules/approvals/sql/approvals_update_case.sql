-- Whoever was first wins: the row count decides.
UPDATE approvals_cases SET definition = $3, detail_sealed = $4, payload = $5, step = $6, role = $7, state = $8, finished_at = $9, asked_by = $10, person = $11,
  asked_name = $12, asked_at = $13, version = version + 1 WHERE id = $1 AND version = $2

UPDATE organisation_changes
SET undone_at = $2, undone_by = $3, undone_by_name = $4, undone_reason = $5
WHERE id = $1 AND undone_at IS NULL

UPDATE organisation_changes
SET countersigned_at = $2, countersigned_by = $3, countersigned_by_name = $4
WHERE id = $1 AND countersigned_at IS NULL

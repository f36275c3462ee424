UPDATE organisation_changes SET organisation_id = $2, path = $3 WHERE id = $1

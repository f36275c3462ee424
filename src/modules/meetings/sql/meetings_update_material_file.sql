UPDATE meetings_material_files SET item = $3, title = $4, removed_at = $5, removed_by = $6, removed_name = $7, version = version + 1
WHERE id = $1 AND version = $2 AND removed_at IS NULL

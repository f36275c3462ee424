INSERT INTO meetings_material_files (id, meeting, item, position, title, extension, type, digest, size, added_at, added_by,
  added_name, removed_name, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', 1)

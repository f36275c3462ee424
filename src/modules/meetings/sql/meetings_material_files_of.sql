SELECT f.id, f.meeting, f.item, f.position, f.title, f.extension, f.type, f.digest, f.size, f.added_at, f.added_by, f.added_name,
  f.removed_at, f.removed_by, f.removed_name, f.version
FROM meetings_material_files f WHERE f.meeting = $1
--[live
AND f.removed_at IS NULL
--]
ORDER BY f.position, f.id

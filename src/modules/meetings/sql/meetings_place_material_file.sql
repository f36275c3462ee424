UPDATE meetings_material_files SET position = $2 WHERE id = $1

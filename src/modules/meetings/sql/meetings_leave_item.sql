-- A point goes from the agenda: what was attached to it belongs to the meeting as a whole.
UPDATE meetings_material_files SET item = NULL, version = version + 1 WHERE item = $1

SELECT m.from_path, m.to_path
FROM organisation_change_moves m
WHERE m.change_id = $1
ORDER BY m.ordinal DESC

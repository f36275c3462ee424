SELECT v.retired_by
FROM organisation_versions v
WHERE v.change_id = $1 AND v.retired_by IS NOT NULL
LIMIT 1

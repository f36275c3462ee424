-- A child whose life under this parent reaches past the day.
SELECT COUNT(*)
FROM organisation_versions v
WHERE v.parent_id = $1 AND v.retired_by IS NULL AND v.valid_to > $2

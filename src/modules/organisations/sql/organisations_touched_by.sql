SELECT organisation_id FROM organisation_versions WHERE change_id = $1
UNION
SELECT organisation_id FROM organisation_versions WHERE retired_by = $1

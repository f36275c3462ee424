UPDATE organisation_versions SET retired_by = $2 WHERE change_id = $1

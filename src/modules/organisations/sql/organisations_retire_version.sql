UPDATE organisation_versions SET retired_by = $2 WHERE id = $1

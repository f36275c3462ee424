UPDATE organisation_versions SET retired_by = NULL WHERE retired_by = $1

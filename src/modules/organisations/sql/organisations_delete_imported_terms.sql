DELETE FROM organisation_terms WHERE made_by = $1

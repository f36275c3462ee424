DELETE FROM intake_organisation_changes WHERE import_id = $1 AND ordinal = $2

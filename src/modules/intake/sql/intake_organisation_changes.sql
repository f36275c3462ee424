SELECT ordinal, change_id FROM intake_organisation_changes WHERE import_id = $1 ORDER BY ordinal DESC

DELETE FROM organisation_aliases WHERE change_id = $1

DELETE FROM organisation_aliases WHERE organisation_id = $1 AND source = 'given'

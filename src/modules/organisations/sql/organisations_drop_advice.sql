DELETE FROM organisation_advice WHERE organisation_id = $1 AND rule = $2

DELETE FROM organisation_grams WHERE organisation_id = $1

SELECT a.rule FROM organisation_advice a WHERE a.organisation_id = $1

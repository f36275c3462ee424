SELECT a.since FROM organisation_advice a WHERE a.organisation_id = $1 AND a.rule = $2

UPDATE re_elections SET state = $2, planned_on = $3, seats = $4, committee = $5, meeting = $6, new_term = $7, returned = $8, given_up = $9, version = version + 1
WHERE id = $1 AND version = $10

DELETE FROM meetings_plan_lines WHERE organisation = $1 AND year = $2 AND key = $3 AND version = $4

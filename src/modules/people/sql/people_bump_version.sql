UPDATE people_roster SET version = version + 1, changed_at = $3 WHERE id = $1 AND version = $2

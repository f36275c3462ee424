UPDATE people_exports SET state = $2, approved_by = $3, approved_at = $4 WHERE id = $1 AND state = 'waiting' AND expires_at > $4

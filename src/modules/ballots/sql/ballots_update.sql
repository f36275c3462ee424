UPDATE ballots_ballots SET state = $2, digest = $3, closed_at = $4, counted_at = $5, detail = $7, version = version + 1
WHERE id = $1 AND version = $6

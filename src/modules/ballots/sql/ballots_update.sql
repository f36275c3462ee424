UPDATE ballots_ballots SET state = $2, digest = $3, void_reason = $4, closed_at = $5, counted_at = $6, detail = $8, version = version + 1
WHERE id = $1 AND version = $7

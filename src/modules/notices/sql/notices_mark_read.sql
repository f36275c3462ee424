UPDATE notices_notices SET read_at = $4
WHERE id = $1 AND (account_id = $2 OR person_id = $3) AND read_at IS NULL

UPDATE notices_notices SET read_at = $3
WHERE (account_id = $1 OR person_id = $2) AND read_at IS NULL

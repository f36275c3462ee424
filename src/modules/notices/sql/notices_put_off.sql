UPDATE notices_notices SET waits_until = $2 WHERE id = $1

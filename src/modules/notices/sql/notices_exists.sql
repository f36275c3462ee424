SELECT 1 FROM notices_notices WHERE id = $1 AND (account_id = $2 OR person_id = $3)

SELECT id, returned_sealed FROM appraisal_rounds WHERE id > $1 AND returned_sealed IS NOT NULL ORDER BY id LIMIT $2

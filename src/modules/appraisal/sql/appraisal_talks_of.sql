SELECT id, held_on, one, one_name, other, other_name FROM appraisal_talks
WHERE organisation = $1 AND held_on >= $2 AND held_on <= $3 ORDER BY held_on, id

SELECT held_on, one, one_name, other_name FROM appraisal_talks WHERE one = $1 OR other = $1 ORDER BY held_on DESC, id DESC

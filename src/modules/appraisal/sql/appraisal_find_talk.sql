SELECT id, held_on, one, one_name, other, other_name, organisation, path FROM appraisal_talks WHERE id = $1

SELECT id, organisation, path, year, talk, body, task, recorded_name FROM appraisal_problems WHERE id = $1

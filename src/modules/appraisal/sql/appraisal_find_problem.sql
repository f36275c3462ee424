SELECT id, organisation, path, year, talk, body, task, recorded_name, source, heard_on FROM appraisal_problems WHERE id = $1

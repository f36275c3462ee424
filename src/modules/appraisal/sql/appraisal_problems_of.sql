SELECT id, organisation, path, year, talk, body, task, recorded_name, source, heard_on FROM appraisal_problems
WHERE organisation = $1 AND year = $2 ORDER BY id

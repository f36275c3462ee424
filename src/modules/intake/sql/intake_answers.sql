SELECT number, place, what, action, code, sealed FROM intake_answers WHERE import_id = $1
--[row
  AND number = $2
--]
ORDER BY number, place, what

SELECT number, ordinal, sheet, line, place, code, handling, other, sealed
FROM intake_findings
WHERE import_id = $1 AND (number, ordinal) > ($2, $3)
--[handling
  AND handling = $4
--]
--[code
  AND code = $5
--]
ORDER BY number, ordinal LIMIT $6

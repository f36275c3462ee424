UPDATE organisation_changes
SET path = CAST($3 AS TEXT) || substr(path, CAST($4 AS INTEGER))
WHERE path >= $1 AND path < $2

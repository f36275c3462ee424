-- The subtree $1…$2 got the prefix $3 instead of its first $4 characters.
UPDATE people_roster SET path = CAST($3 AS TEXT) || SUBSTR(path, CAST($4 AS INTEGER) + 1) WHERE path >= $1 AND path < $2

-- The subtree $1…$2 got the prefix $3 instead of its first $4 characters.
UPDATE people_roster SET path = $3 || SUBSTR(path, $4 + 1) WHERE path >= $1 AND path < $2

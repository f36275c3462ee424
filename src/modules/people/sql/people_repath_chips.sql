UPDATE people_chips SET path = $3 || SUBSTR(path, $4 + 1) WHERE path >= $1 AND path < $2

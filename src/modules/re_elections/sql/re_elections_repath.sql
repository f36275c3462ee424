UPDATE re_elections SET path = CAST($3 AS TEXT) || SUBSTR(path, CAST($4 AS INTEGER) + 1) WHERE path >= $1 AND path < $2

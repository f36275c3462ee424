SELECT COUNT(*) FROM people_chips WHERE chip = $1 AND path >= $2 AND path < $3

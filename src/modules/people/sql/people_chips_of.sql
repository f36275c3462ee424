SELECT chip FROM people_chips WHERE person = $1 ORDER BY chip

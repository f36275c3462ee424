SELECT COUNT(*) FROM people_chips WHERE person = $2 AND chip = $1

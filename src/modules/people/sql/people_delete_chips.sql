DELETE FROM people_chips WHERE person = $1

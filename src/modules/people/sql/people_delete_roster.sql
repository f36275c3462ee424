DELETE FROM people_roster WHERE id = $1

DELETE FROM people_saved_views WHERE id = $1 AND account = $2

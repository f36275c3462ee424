SELECT id, name, query FROM people_saved_views WHERE account = $1 ORDER BY name, id

INSERT INTO people_chips (chip, path, sort, person) VALUES ($1, $2, $3, $4) ON CONFLICT (chip, path, sort, person) DO NOTHING

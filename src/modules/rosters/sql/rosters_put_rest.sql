INSERT INTO rosters_rest (person, given, said_at) VALUES ($1, $2, $3)
ON CONFLICT (person) DO UPDATE SET given = excluded.given, said_at = excluded.said_at

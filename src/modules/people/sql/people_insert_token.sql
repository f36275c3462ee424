INSERT INTO people_tokens (token, person) VALUES ($1, $2) ON CONFLICT (token, person) DO NOTHING

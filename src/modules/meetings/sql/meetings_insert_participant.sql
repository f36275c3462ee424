INSERT INTO meetings_participants (meeting, person) VALUES ($1, $2)

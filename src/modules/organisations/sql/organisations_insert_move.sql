INSERT INTO organisation_change_moves (change_id, ordinal, from_path, to_path)
VALUES ($1, $2, $3, $4)

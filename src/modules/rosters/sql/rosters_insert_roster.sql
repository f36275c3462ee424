INSERT INTO rosters_rosters (id, ward, month, organisation, state, file_name, missing_days, said, owner, made_at, version)
VALUES ($1, $2, $3, $4, 'draft', $5, $6, '', $7, $8, 1)

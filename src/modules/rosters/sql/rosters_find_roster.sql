SELECT id, ward, month, organisation, state, file_name, missing_days, said, owner, made_at, committed_at, reversed_at, version
FROM rosters_rosters WHERE id = $1

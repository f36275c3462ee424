-- A page of the grids of a time, the latest month first.
SELECT id, ward, month, organisation, state, file_name, missing_days, said, owner, made_at, committed_at, reversed_at, version
FROM rosters_rosters
WHERE month >= $1 AND month <= $2 AND (month, ward, id) < ($3, $4, $5)
--[ward
  AND ward = $7
--]
ORDER BY month DESC, ward DESC, id DESC LIMIT $6

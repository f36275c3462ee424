-- Somebody else's change that hung an organisation under one this change made.
SELECT v.change_id
FROM organisation_versions made
JOIN organisation_versions v ON v.parent_id = made.organisation_id AND v.retired_by IS NULL AND v.change_id <> $1
WHERE made.change_id = $1
  AND NOT EXISTS (SELECT 1 FROM organisation_versions older
                  WHERE older.organisation_id = made.organisation_id AND older.change_id <> $1)
LIMIT 1

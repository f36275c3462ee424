SELECT DISTINCT made.organisation_id
FROM organisation_versions made
WHERE made.change_id = $1
  AND NOT EXISTS (SELECT 1 FROM organisation_versions older
                  WHERE older.organisation_id = made.organisation_id AND older.change_id <> $1)

-- The latest table of a ward holds; one that a newer table replaced long ago goes.
DELETE FROM rosters_code_tables WHERE EXISTS (SELECT 1 FROM rosters_code_tables newer WHERE newer.ward = rosters_code_tables.ward
  AND newer.version > rosters_code_tables.version AND newer.made_at < $1)

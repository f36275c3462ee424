-- A row of a change that is still being made; nobody has seen it.
DELETE FROM organisation_versions WHERE id = $1

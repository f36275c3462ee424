INSERT INTO meetings_opinions (id, organisation, path, meeting, matter_kind, matter, opinion, result, given_on, created_at,
  created_by, created_name, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)

INSERT INTO organisation_terms (id, organisation_id, path, elected_on, years, due_on, extended_to, extension_basis, deadline,
                                ended_on, ended_by_change, basis, version, recorded_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, NULL, '', $6, $7, NULL, $8, 1, $9, $10)

INSERT INTO organisation_changes (id, kind, organisation_id, path, effective_on, reason, basis, late, recorded_at, recorded_by,
                                  recorded_by_name, recorded_by_person)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

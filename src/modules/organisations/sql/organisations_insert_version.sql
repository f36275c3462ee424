INSERT INTO organisation_versions (id, organisation_id, valid_from, valid_to, code, kind, name, short_name, parent_id, path,
                                   unit_case, unit, phone, address, founded_on, published, change_id, recorded_at, retired_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, NULL)

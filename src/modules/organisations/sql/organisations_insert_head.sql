INSERT INTO organisations (id, segment, code, kind, name, short_name, parent_id, path, unit_case, unit, phone, address,
                           founded_on, published, since, ended_on, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, 1)

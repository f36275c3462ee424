UPDATE organisations
SET code = $2, kind = $3, name = $4, short_name = $5, parent_id = $6, path = $7, unit_case = $8, unit = $9, phone = $10,
    address = $11, founded_on = $12, published = $13, since = $14, ended_on = $15, version = version + 1
WHERE id = $1

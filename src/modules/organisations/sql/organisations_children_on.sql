SELECT v.organisation_id, v.code, v.kind, v.name, v.short_name, v.parent_id, v.path, v.unit_case, v.unit, v.phone, v.address,
       v.founded_on, v.published, v.valid_from, v.valid_to, o.version,
       (SELECT COUNT(*) FROM organisation_versions k
        WHERE k.parent_id = v.organisation_id AND k.retired_by IS NULL AND k.valid_from <= $2 AND $2 < k.valid_to)
FROM organisation_versions v
JOIN organisations o ON o.id = v.organisation_id
WHERE v.parent_id = $1 AND v.retired_by IS NULL AND v.valid_from <= $2 AND $2 < v.valid_to AND v.code > $3
ORDER BY v.code
LIMIT $4

SELECT v.id, v.organisation_id, v.change_id, v.valid_from, v.valid_to, v.code, v.kind, v.name, v.short_name, v.parent_id, v.path,
       v.unit_case, v.unit, v.phone, v.address, v.founded_on, v.published
FROM organisation_versions v
WHERE v.organisation_id = $1 AND v.retired_by IS NULL
ORDER BY v.valid_from

SELECT id, name, datum, effective_on, reason, set_at, set_by_name
FROM regulation_settings
ORDER BY name, effective_on

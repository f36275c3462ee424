-- Whether a content is still needed: it may be read, or closed minutes name it.
SELECT 1 FROM meetings_material_files f WHERE f.digest = $1
AND (f.removed_at IS NULL OR EXISTS (SELECT 1 FROM meetings_minutes v WHERE v.meeting = f.meeting)) LIMIT 1

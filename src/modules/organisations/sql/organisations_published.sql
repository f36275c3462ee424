SELECT o.id, o.parent_id, o.path, o.kind, o.name, o.short_name, o.phone, o.address, o.founded_on
--[secretary
     , (SELECT p.holder FROM organisation_posts p
        WHERE p.organisation_id = o.id AND p.kind = 'secretary' AND p.to_on IS NULL) AS secretary
--]
FROM organisations o
WHERE o.published = 1 AND o.ended_on IS NULL AND o.path >= $2 AND o.path < $3
--[one
  AND o.id = $4
--]
ORDER BY o.path
LIMIT $1

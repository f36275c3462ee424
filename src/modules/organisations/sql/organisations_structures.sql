-- What the thresholds are compared with, in the order of the tree.
SELECT o.id, o.path, o.kind, o.name, o.short_name, o.unit,
       (SELECT CAST(COALESCE(SUM(c.full_members), 0) AS BIGINT) FROM organisation_counts c WHERE c.path >= o.path AND c.path < o.path || '~'),
       (SELECT CAST(COALESCE(SUM(c.probationary), 0) AS BIGINT) FROM organisation_counts c WHERE c.path >= o.path AND c.path < o.path || '~'),
       (SELECT COUNT(*) FROM organisation_posts p
        WHERE p.organisation_id = o.id AND p.to_on IS NULL AND p.kind NOT IN ('contact', 'group_leader')),
       (SELECT COUNT(*) FROM organisation_posts p WHERE p.organisation_id = o.id AND p.to_on IS NULL AND p.kind = 'secretary')
FROM organisations o
WHERE o.path >= $1 AND o.path < $2 AND o.path > $3 AND o.ended_on IS NULL
ORDER BY o.path
LIMIT $4

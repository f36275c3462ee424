SELECT o.kind, COUNT(*)
FROM organisations o
WHERE o.published = 1 AND o.ended_on IS NULL
GROUP BY o.kind

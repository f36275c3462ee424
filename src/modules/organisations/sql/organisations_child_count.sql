SELECT COUNT(*)
FROM organisations o
WHERE o.parent_id = $1 AND o.ended_on IS NULL

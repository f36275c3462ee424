SELECT o.id
FROM organisations o
WHERE o.parent_id = $1 AND o.ended_on IS NULL AND o.name = $2

-- People an import wrote to, with the last row it wrote for each.
SELECT person, MAX(id) FROM people_changes
WHERE batch = $1 AND withdrawn_at IS NULL AND person > $2
GROUP BY person ORDER BY person LIMIT $3

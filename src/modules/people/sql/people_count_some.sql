-- How many people the range holds, but no more than $3: tells a narrow scope from a wide one.
SELECT COUNT(*) FROM (SELECT 1 FROM people_roster WHERE path >= $1 AND path < $2 LIMIT $3) AS some_people

SELECT COUNT(*) FROM (SELECT 1 AS one FROM organisation_grams g WHERE g.gram = $1 LIMIT 500) AS holders

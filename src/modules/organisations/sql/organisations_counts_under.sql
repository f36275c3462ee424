SELECT CAST(COALESCE(SUM(c.full_members), 0) AS BIGINT), CAST(COALESCE(SUM(c.probationary), 0) AS BIGINT), CAST(COALESCE(SUM(c.prospects), 0) AS BIGINT), CAST(COALESCE(SUM(c.activists), 0) AS BIGINT), CAST(COALESCE(SUM(c.applicants), 0) AS BIGINT), CAST(COALESCE(SUM(c.staff), 0) AS BIGINT)
FROM organisation_counts c
WHERE c.path >= $1 AND c.path < $2

INSERT INTO meetings_minutes (meeting, number, facts, digest, reason, closed_at, closed_by, closed_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

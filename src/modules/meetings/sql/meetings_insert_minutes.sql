INSERT INTO meetings_minutes (meeting, number, facts_sealed, digest, reason, closed_at, closed_by, closed_name, facts, closed_person)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9)

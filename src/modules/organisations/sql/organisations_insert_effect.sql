INSERT INTO organisation_change_effects (change_id, ordinal, kind, organisation_id, to_id, count, sentence)
VALUES ($1, $2, $3, $4, $5, $6, $7)

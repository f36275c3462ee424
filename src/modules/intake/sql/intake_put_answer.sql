INSERT INTO intake_answers (import_id, number, place, what, action, code, sealed, answered_by, answered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (import_id, number, place, what)
DO UPDATE SET action = excluded.action, code = excluded.code, sealed = excluded.sealed, answered_by = excluded.answered_by,
              answered_at = excluded.answered_at

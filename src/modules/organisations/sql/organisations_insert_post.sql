INSERT INTO organisation_posts (id, organisation_id, kind, person_id, holder, phone_sealed, from_on, to_on, ended_by_change,
                                end_reason, term_id, basis, version, recorded_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, '', $8, $9, 1, $10, $11)

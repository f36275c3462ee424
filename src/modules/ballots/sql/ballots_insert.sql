INSERT INTO ballots_ballots (id, organisation, path, form, subject_kind, subject, part, detail, title, most, write_ins, state, scrutineer,
  scrutineer_name, modulus, voters, digest, void_reason, opened_at, opened_by, opened_person, opened_name, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', '', $17, $18, $19, $20, 1)

SELECT b.id, b.organisation, b.path, b.form, b.subject_kind, b.subject, b.part, b.detail, b.title, b.most, b.write_ins, b.state, b.scrutineer,
  b.scrutineer_name, b.modulus, b.voters, b.digest, CASE WHEN b.void_sealed IS NULL THEN 0 ELSE 1 END, b.opened_at, b.opened_by, b.opened_person, b.opened_name, b.closed_at,
  b.counted_at, b.version
FROM ballots_ballots b WHERE b.id = $1

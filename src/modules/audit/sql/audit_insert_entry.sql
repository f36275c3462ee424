insert into audit_entries (node, sequence, at, account, person, actor, action, subject_kind, subject, path, summary, result, details, address, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

INSERT INTO intake_imports (id, kind, state, file_name, file_path, file_digest, sheets, report, problem, owner, job, total, created,
                            changed, same, refused, made_at, committed_at, version)
VALUES ($1, $2, 'reading', $3, $4, $5, $6, '', '', $7, NULL, 0, 0, 0, 0, 0, $8, NULL, 1)

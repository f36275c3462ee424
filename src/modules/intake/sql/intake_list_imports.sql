SELECT id, kind, state, file_name, file_path, file_digest, sheets, report, problem, owner, job, total, created, changed, same, refused, made_at, committed_at, version
FROM intake_imports WHERE (made_at, id) < ($1, $2) ORDER BY made_at DESC, id DESC LIMIT $3

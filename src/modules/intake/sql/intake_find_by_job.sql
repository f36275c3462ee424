SELECT id, kind, state, file_name, file_path, file_digest, sheets, report, problem, owner, job, total, created, changed, same, refused, made_at, committed_at, version
FROM intake_imports WHERE job = $1

SELECT id, kind, definition, subject_kind, subject, organisation, path, title, detail_sealed, payload, link, step, role, state, asked_by, person, asked_name, asked_at, finished_at, version
FROM approvals_cases WHERE asked_by = $1 AND id < $2 ORDER BY id DESC LIMIT $3

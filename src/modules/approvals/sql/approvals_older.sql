SELECT id, kind, definition, subject_kind, subject, organisation, path, title, detail_sealed, payload, link, step, role, state, asked_by, person, asked_name, asked_at, finished_at, version
FROM approvals_cases WHERE state = 'open' AND kind = $1 AND definition < $2 ORDER BY id

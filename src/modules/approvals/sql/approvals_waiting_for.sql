-- Waits for a role over one subtree, the oldest first.
SELECT id, kind, definition, subject_kind, subject, organisation, path, title, detail_sealed, payload, link, step, role, state, asked_by, person, asked_name, asked_at, finished_at, version
FROM approvals_cases WHERE state = 'open' AND role = $1 AND path >= $2 AND path < $3 ORDER BY id LIMIT $4

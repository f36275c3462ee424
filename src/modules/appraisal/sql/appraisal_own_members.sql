-- What a person said of themselves and, once published, what was decided; rounds the latest first.
SELECT r.year, r.state, m.self_text, m.self_grade, m.self_at, m.grade, m.note FROM appraisal_members m
JOIN appraisal_rounds r ON r.id = m.round WHERE m.person = $1 ORDER BY r.year DESC

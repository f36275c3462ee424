SELECT l.organisation, l.year, l.key, l.path, l.kind, l.title, l.month, l.note, l.dropped, l.done_on, l.changed_at, l.changed_by, l.changed_name, l.version
FROM meetings_plan_lines l WHERE l.organisation = $1 AND l.year = $2 ORDER BY l.key

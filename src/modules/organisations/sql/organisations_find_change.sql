SELECT h.id, h.kind, h.organisation_id, h.path, h.effective_on, h.reason, h.basis, h.late, h.recorded_at, h.recorded_by,
       h.recorded_by_name, h.countersigned_at, h.countersigned_by_name, h.undone_at, h.undone_by_name, h.undone_reason,
       h.recorded_by_person
FROM organisation_changes h
WHERE h.id = $1

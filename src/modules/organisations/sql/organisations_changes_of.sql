SELECT h.id, h.kind, h.organisation_id, h.path, h.effective_on, h.reason, h.basis, h.late, h.recorded_at, h.recorded_by,
       h.recorded_by_name, h.countersigned_at, h.countersigned_by_name, h.undone_at, h.undone_by_name, h.undone_reason,
       h.recorded_by_person
FROM organisation_changes h
WHERE h.id IN (SELECT e.change_id FROM organisation_change_effects e WHERE e.organisation_id = $1
               UNION SELECT e.change_id FROM organisation_change_effects e WHERE e.to_id = $1)
  AND h.id < $2
ORDER BY h.id DESC
LIMIT $3

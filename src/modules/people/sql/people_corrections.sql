SELECT c.id, c.person, c.section, c.entry, c.field, c.before_sealed, c.after_sealed, c.note, c.evidence, c.state, c.decider,
  c.asked_by, c.asked_at, c.decided_by, c.decided_at, c.decision_reason, r.path
FROM people_corrections c JOIN people_roster r ON r.id = c.person
WHERE c.id < $1
--[one
  AND c.id = $3
--]
--[person
  AND c.person = $4
--]
--[state
  AND c.state = $5
--]
--[range
  AND r.path >= $6 AND r.path < $7
--]
ORDER BY c.id DESC LIMIT $2

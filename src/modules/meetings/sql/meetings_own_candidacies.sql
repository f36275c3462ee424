-- Of rounds that were counted.
SELECT e.meeting, c.in_favour, c.against, c.abstained, c.outcome, e.counted_at FROM meetings_candidates c
JOIN meetings_elections e ON e.id = c.election
WHERE c.person = $1 AND e.counted_at IS NOT NULL ORDER BY e.counted_at DESC, c.id

-- The months of one person that hold: of each ward the latest committed grid that names them. A later one of the same organisation
-- that names them no more takes the earlier ones away as well.
SELECT r.roster, r.line, r.person, r.sealed, o.ward, o.month
FROM rosters_rows r JOIN rosters_rosters o ON o.id = r.roster
WHERE r.person = $1 AND o.state = 'committed' AND o.month >= $2 AND o.month <= $3
  AND NOT EXISTS (SELECT 1 FROM rosters_rosters n WHERE n.ward = o.ward AND n.month = o.month AND n.state = 'committed'
                  AND (n.committed_at > o.committed_at OR (n.committed_at = o.committed_at AND n.id > o.id))
                  AND (n.organisation = o.organisation
                       OR EXISTS (SELECT 1 FROM rosters_rows p WHERE p.person = $1 AND p.roster = n.id)))
ORDER BY o.month, o.ward

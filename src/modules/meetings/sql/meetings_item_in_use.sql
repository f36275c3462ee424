SELECT 1 FROM meetings_items i
WHERE i.meeting = $1 AND i.id = $2
  AND (EXISTS (SELECT 1 FROM meetings_votes v WHERE v.item = i.id) OR EXISTS (SELECT 1 FROM meetings_elections e WHERE e.item = i.id)
    OR EXISTS (SELECT 1 FROM meetings_statements p WHERE p.item = i.id) OR EXISTS (SELECT 1 FROM meetings_tasks t WHERE t.item = i.id))

INSERT INTO meetings_votes (item, meeting, kind, method, due, present, written, issued, returned, in_favour, against, abstained,
  invalid, outcome, votes_needed, present_needed, article, rule_version, recorded_at, recorded_by, recorded_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
ON CONFLICT (item) DO UPDATE SET kind = $3, method = $4, due = $5, present = $6, written = $7, issued = $8, returned = $9,
  in_favour = $10, against = $11, abstained = $12, invalid = $13, outcome = $14, votes_needed = $15, present_needed = $16,
  article = $17, rule_version = $18, recorded_at = $19, recorded_by = $20, recorded_name = $21

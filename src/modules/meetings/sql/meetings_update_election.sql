UPDATE meetings_elections SET seats = $2, due = $3, present = $4, issued = $5, returned = $6, invalid = $7, majority_base = $8,
  votes_needed = $9, outcome = $10, places_open = $11, article = $12, rule_version = $13, counted_at = $14, counted_by = $15,
  counted_name = $16
WHERE id = $1

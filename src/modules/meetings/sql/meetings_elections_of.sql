SELECT id, item, round, seats, due, present, issued, returned, invalid, majority_base, votes_needed, outcome, places_open,
  article, rule_version, counted_at, counted_by, counted_name
FROM meetings_elections WHERE meeting = $1 ORDER BY item, round

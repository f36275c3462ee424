INSERT INTO meetings_elections (id, meeting, item, round, seats, due, present, majority_base, votes_needed, outcome, places_open,
  article, rule_version, counted_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '')

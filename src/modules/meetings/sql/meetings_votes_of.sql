SELECT item, kind, method, due, present, written, issued, returned, in_favour, against, abstained, invalid, outcome, votes_needed,
  present_needed, article, rule_version, recorded_at, recorded_by, recorded_name
FROM meetings_votes WHERE meeting = $1 ORDER BY recorded_at, item

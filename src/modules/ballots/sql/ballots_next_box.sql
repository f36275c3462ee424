SELECT ballot, box FROM ballots_boxes WHERE ballot > $1 ORDER BY ballot LIMIT $2

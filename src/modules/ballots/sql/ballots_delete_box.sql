DELETE FROM ballots_boxes WHERE ballot = $1

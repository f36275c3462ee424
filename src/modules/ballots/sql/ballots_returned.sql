SELECT returned FROM ballots_boxes WHERE ballot = $1

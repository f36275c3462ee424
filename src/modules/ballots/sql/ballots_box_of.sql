SELECT returned, box FROM ballots_boxes WHERE ballot = $1

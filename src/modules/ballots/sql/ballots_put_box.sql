UPDATE ballots_boxes SET returned = $2, box = $3 WHERE ballot = $1

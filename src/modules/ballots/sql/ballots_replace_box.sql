UPDATE ballots_boxes SET box = $3 WHERE ballot = $1 AND box = $2

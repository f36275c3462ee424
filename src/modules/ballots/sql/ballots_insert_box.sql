INSERT INTO ballots_boxes (ballot, returned, box) VALUES ($1, $2, $3)

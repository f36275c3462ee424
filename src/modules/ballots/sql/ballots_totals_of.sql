SELECT position, title, mark, votes FROM ballots_totals WHERE ballot = $1 ORDER BY position, mark

SELECT position, about, title FROM ballots_lines WHERE ballot = $1 ORDER BY position

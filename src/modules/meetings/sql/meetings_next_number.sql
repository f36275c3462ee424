SELECT COALESCE(MAX(number), 0) + 1 FROM meetings_meetings WHERE organisation = $1 AND kind = $2 AND year = $3

DELETE FROM meetings_candidates WHERE election = $1

SELECT id, position, person, name, written_in, in_favour, against, abstained, outcome
FROM meetings_candidates WHERE election = $1 ORDER BY written_in, position, id

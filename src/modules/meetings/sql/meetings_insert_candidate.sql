INSERT INTO meetings_candidates (id, election, position, person, name, written_in, in_favour, against, abstained, outcome)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

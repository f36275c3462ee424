INSERT INTO re_election_people (re_election, position, person, name, nominated, wanted, elected, post) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

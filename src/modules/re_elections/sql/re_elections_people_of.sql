SELECT person, name, nominated, wanted, elected, post FROM re_election_people WHERE re_election = $1 ORDER BY position

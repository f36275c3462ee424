DELETE FROM re_election_people WHERE re_election = $1

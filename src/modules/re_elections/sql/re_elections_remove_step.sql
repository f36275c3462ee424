DELETE FROM re_election_steps WHERE re_election = $1 AND step = $2

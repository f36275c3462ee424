SELECT step, done_on, reference, done_at, done_by, done_name FROM re_election_steps WHERE re_election = $1

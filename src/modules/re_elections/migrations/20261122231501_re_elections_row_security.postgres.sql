SELECT xinglin_secure('re_election_people',
    '(SELECT (SELECT xinglin_scope()) @> r.path FROM re_elections r WHERE r.id = re_election_people.re_election)'
    ' OR person = (SELECT xinglin_person())');

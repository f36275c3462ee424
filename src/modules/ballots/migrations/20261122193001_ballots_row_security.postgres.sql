SELECT xinglin_secure('ballots_permits',
    '(SELECT (SELECT xinglin_scope()) @> b.path FROM ballots_ballots b WHERE b.id = ballots_permits.ballot)'
    ' OR person = (SELECT xinglin_person())');

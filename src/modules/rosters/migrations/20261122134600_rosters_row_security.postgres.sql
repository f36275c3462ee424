-- Whether somebody gives the rest after a night to meetings is seen by whoever sees the person.
SELECT xinglin_secure_by_person('rosters_rest', 'person');

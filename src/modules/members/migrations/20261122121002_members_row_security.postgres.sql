SELECT xinglin_secure_by_person('members_states', 'person');
SELECT xinglin_secure_by_person('members_affiliations', 'person');
SELECT xinglin_secure_by_person('members_flags', 'person');

SELECT xinglin_secure('people_roster', '(SELECT xinglin_scope()) @> path OR id = (SELECT xinglin_person())');
SELECT xinglin_secure('people_chips', '(SELECT xinglin_scope()) @> path OR person = (SELECT xinglin_person())');
-- For tables of every module whose rows belong to a person: seen by whoever sees the person in the roster. A scalar
-- sub-select, not EXISTS, which the planner turns into a hash of the whole roster.
CREATE FUNCTION xinglin_secure_by_person(wanted regclass, person name) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    PERFORM xinglin_secure(
        wanted, format('(SELECT true FROM people_roster WHERE people_roster.id = %s.%I)', wanted, person));
END
$body$;
SELECT xinglin_secure_by_person('people_changes', 'person');
SELECT xinglin_secure_by_person('people_tokens', 'person');
SELECT xinglin_secure_by_person('people_corrections', 'person');
SELECT xinglin_secure_by_person('people_proposed_steps', 'person');

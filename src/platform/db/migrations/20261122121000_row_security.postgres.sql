-- Row-level security: what a transaction says about itself (platform/db/reads_for.hpp), and how a table is secured by it.
-- A setting that is absent or empty admits nothing; one that cannot be read ends the statement.
CREATE TYPE xinglin_path_range AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = xinglin_paths);
CREATE FUNCTION xinglin_is_program() RETURNS boolean STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('xinglin.scope', true), '') = 'program';
CREATE FUNCTION xinglin_scope() RETURNS xinglin_paths STABLE PARALLEL SAFE
    RETURN CASE WHEN coalesce(current_setting('xinglin.scope', true), '') IN ('', 'program') THEN '{}'::xinglin_paths
                ELSE CAST(current_setting('xinglin.scope') AS xinglin_paths) END;
CREATE FUNCTION xinglin_person() RETURNS bigint STABLE PARALLEL SAFE
    RETURN CAST(NULLIF(current_setting('xinglin.person', true), '') AS bigint);
CREATE FUNCTION xinglin_account() RETURNS bigint STABLE PARALLEL SAFE
    RETURN CAST(NULLIF(current_setting('xinglin.account', true), '') AS bigint);
-- Everybody but the program itself sees the rows that `admits` lets through, and changes none. Settings are read in
-- sub-selects, so once per statement and not once per row; the program's is asked first, so that it pays for nothing else.
CREATE FUNCTION xinglin_secure(wanted regclass, admits text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', wanted);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', wanted);
    EXECUTE format('CREATE POLICY reads ON %s FOR SELECT USING ((SELECT xinglin_is_program()) OR %s)', wanted, admits);
    EXECUTE format('CREATE POLICY inserts ON %s FOR INSERT WITH CHECK ((SELECT xinglin_is_program()))', wanted);
    EXECUTE format('CREATE POLICY updates ON %s FOR UPDATE USING ((SELECT xinglin_is_program()))', wanted);
    EXECUTE format('CREATE POLICY deletes ON %s FOR DELETE USING ((SELECT xinglin_is_program()))', wanted);
END
$body$;

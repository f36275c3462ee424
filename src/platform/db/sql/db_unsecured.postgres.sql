-- Whether the program's role passes by row-level security, and how many tables with policies have it switched off.
SELECT (SELECT CASE WHEN rolsuper OR rolbypassrls THEN 1 ELSE 0 END FROM pg_roles WHERE rolname = current_user),
  (SELECT COUNT(*) FROM pg_class c WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)
     AND c.relnamespace = CAST(current_schema() AS regnamespace)
     AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))

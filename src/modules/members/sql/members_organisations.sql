-- One look into the index for each organisation: of the affiliations of a million people nearly all name one already seen.
WITH RECURSIVE known(organisation) AS (
    SELECT MIN(organisation) FROM members_affiliations
    UNION ALL
    SELECT (SELECT MIN(a.organisation) FROM members_affiliations a WHERE a.organisation > k.organisation)
    FROM known k WHERE k.organisation IS NOT NULL
)
SELECT organisation FROM known WHERE organisation IS NOT NULL ORDER BY organisation

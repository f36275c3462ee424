-- What was built on posts and terms of an import since: a post that was ended, a term that was ended or extended, a post of
-- somebody else within such a term. @returns the organisation of one
SELECT p.organisation_id FROM organisation_posts p
WHERE p.made_by = $1 AND p.to_on IS NOT NULL
UNION ALL
SELECT t.organisation_id FROM organisation_terms t
WHERE t.made_by = $1 AND (t.ended_on IS NOT NULL OR t.extended_to IS NOT NULL)
UNION ALL
SELECT p.organisation_id FROM organisation_terms t JOIN organisation_posts p ON p.term_id = t.id
WHERE t.made_by = $1 AND (p.made_by IS NULL OR p.made_by <> $1)
LIMIT 1

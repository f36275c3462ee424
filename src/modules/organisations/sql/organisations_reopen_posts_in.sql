-- Ended because their holder left on that day, and nobody and nothing has taken their place since.
UPDATE organisation_posts
SET to_on = NULL, end_reason = '', version = version + 1
WHERE person_id = $1 AND organisation_id = $2 AND end_reason = $4 AND ended_by_change IS NULL
  AND (to_on = $3 OR (to_on = from_on AND from_on > $3))
  AND (term_id IS NULL OR EXISTS (SELECT 1 FROM organisation_terms t WHERE t.id = term_id AND t.ended_on IS NULL))
  AND NOT EXISTS (
    SELECT 1 FROM organisation_posts o
    WHERE o.organisation_id = organisation_posts.organisation_id AND o.kind = organisation_posts.kind
      AND o.to_on IS NULL AND o.from_on >= organisation_posts.to_on)

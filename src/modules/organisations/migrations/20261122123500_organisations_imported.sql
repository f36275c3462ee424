-- The import that made a post or a term, so that taking it back finds them.
ALTER TABLE organisation_posts ADD COLUMN made_by BIGINT;
ALTER TABLE organisation_terms ADD COLUMN made_by BIGINT;
CREATE INDEX organisation_posts_by_import ON organisation_posts (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX organisation_terms_by_import ON organisation_terms (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX organisation_posts_by_end ON organisation_posts (ended_by_change) WHERE ended_by_change IS NOT NULL;

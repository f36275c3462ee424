-- Who consents to an export in clear reads who asked for it.
ALTER TABLE people_exports ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';

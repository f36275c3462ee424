-- Files attached to a meeting; the content lies in the file store under its digest. A line that was taken away stays, dated.
CREATE TABLE meetings_material_files (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting BIGINT NOT NULL REFERENCES meetings_meetings (id),
    item BIGINT REFERENCES meetings_items (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    extension TEXT NOT NULL,
    type TEXT NOT NULL,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by BIGINT,
    added_name TEXT NOT NULL,
    removed_at BIGINT,
    removed_by BIGINT,
    removed_name TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX meetings_material_files_of ON meetings_material_files (meeting, position, id);
CREATE INDEX meetings_material_files_by_digest ON meetings_material_files (digest);
CREATE INDEX meetings_material_files_by_item ON meetings_material_files (item);
CREATE INDEX meetings_material_files_by_sender ON meetings_material_files (added_by);

-- A round names the meeting it is graded at; before, it followed from the days alone. Why grades came back may tell of somebody: sealed.
-- The column of clear text stays, emptied by the next start, which seals what it holds (store.cpp).
ALTER TABLE appraisal_rounds ADD COLUMN meeting BIGINT;
ALTER TABLE appraisal_rounds ADD COLUMN returned_sealed BLOB;
CREATE UNIQUE INDEX appraisal_rounds_by_meeting ON appraisal_rounds (meeting);

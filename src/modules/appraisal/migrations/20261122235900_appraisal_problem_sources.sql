ALTER TABLE appraisal_problems ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE appraisal_problems ADD COLUMN heard_on TEXT NOT NULL DEFAULT '';
UPDATE appraisal_problems SET source = 'talk' WHERE talk IS NOT NULL;

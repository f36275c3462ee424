-- What the meeting is called by the kind of its organisation on the day it was planned (党总支委员会会议, 党委会议); '' for meetings planned
-- before, which keep the name they were announced under.
ALTER TABLE meetings_meetings ADD COLUMN named text NOT NULL DEFAULT '';

-- Why somebody cannot come, was not there or is left out of the base may tell of their health: sealed, the code of the reason as well
-- (no statement counts by it). The closed minutes repeat it. The columns of clear text stay, emptied by the next start, which seals
-- what they hold (store.cpp, store_minutes.cpp).
ALTER TABLE meetings_attendees ADD COLUMN reasons_sealed BLOB;
ALTER TABLE meetings_minutes ADD COLUMN facts_sealed BLOB;

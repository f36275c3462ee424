-- What waits for its minutes or for a second person is little, and every home screen asks for it.
CREATE INDEX meetings_held ON meetings_meetings (path, starts_at) WHERE state = 'held';
CREATE INDEX meetings_late ON meetings_meetings (path, starts_at) WHERE late = 1 AND countersigned_at IS NULL;

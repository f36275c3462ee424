-- Until when a notice wakes nobody: the night, a shift, the rest after one. It can be read all the while.
ALTER TABLE notices_notices ADD COLUMN waits_until BIGINT;
CREATE INDEX notices_waiting ON notices_notices (waits_until) WHERE waits_until IS NOT NULL;

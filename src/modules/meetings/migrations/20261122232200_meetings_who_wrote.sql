-- Who entered a meeting, closed its minutes or finished a task is a person, whichever account they used: a second person is another one.
ALTER TABLE meetings_meetings ADD COLUMN created_person BIGINT;
ALTER TABLE meetings_minutes ADD COLUMN closed_person BIGINT;
ALTER TABLE meetings_tasks ADD COLUMN done_person BIGINT;

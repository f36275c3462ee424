-- Whether somebody chairs or records a meeting that is not over.
SELECT 1 FROM meetings_meetings WHERE (chair = $1 OR recorder = $1) AND state NOT IN ('closed', 'cancelled') LIMIT 1

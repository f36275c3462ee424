-- Who entered a meeting and who closed its minutes, each with the person behind the account.
SELECT created_by, created_person FROM meetings_meetings WHERE id = $1
UNION ALL
SELECT closed_by, closed_person FROM meetings_minutes WHERE meeting = $1

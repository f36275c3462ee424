-- Lines about persons are seen by whoever sees the meeting's branch, and by the person.
SELECT xinglin_secure('meetings_attendees',
    '(SELECT (SELECT xinglin_scope()) @> m.path FROM meetings_meetings m WHERE m.id = meetings_attendees.meeting)'
    ' OR person = (SELECT xinglin_person())');
SELECT xinglin_secure('meetings_participants',
    '(SELECT (SELECT xinglin_scope()) @> m.path FROM meetings_meetings m WHERE m.id = meetings_participants.meeting)'
    ' OR person = (SELECT xinglin_person())');
SELECT xinglin_secure('meetings_candidates',
    '(SELECT (SELECT xinglin_scope()) @> m.path FROM meetings_elections e JOIN meetings_meetings m ON m.id = e.meeting'
    ' WHERE e.id = meetings_candidates.election) OR person = (SELECT xinglin_person())');

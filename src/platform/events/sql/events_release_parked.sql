UPDATE events_events SET parked = 0, tries = 0, next_at = $1 WHERE parked = 1

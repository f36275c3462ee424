SELECT COUNT(*) FROM events_events WHERE parked = 1

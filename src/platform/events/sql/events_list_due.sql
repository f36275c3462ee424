SELECT id, subscriber, kind, subject, payload, published_at, tries FROM events_events
WHERE parked = 0 AND next_at <= $1
ORDER BY next_at, id LIMIT $2

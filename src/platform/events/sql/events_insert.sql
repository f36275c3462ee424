INSERT INTO events_events (id, subscriber, kind, subject, payload, published_at, next_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

SELECT id, reasons_sealed FROM meetings_attendees WHERE id > $1 AND reasons_sealed IS NOT NULL ORDER BY id LIMIT $2

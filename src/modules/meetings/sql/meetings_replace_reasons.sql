UPDATE meetings_attendees SET reasons_sealed = $3 WHERE id = $1 AND reasons_sealed = $2

UPDATE meetings_attendees SET reasons_sealed = $2, basis = '', reply_reason = '', reply_text = '', absence_reason = '',
  absence_text = '' WHERE id = $1

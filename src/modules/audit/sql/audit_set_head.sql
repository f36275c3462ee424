update audit_heads set hash = $2 where node = $1

update audit_heads set sequence = sequence + $2 where node = $1 returning sequence - $2, algorithm, hash

select number, at, heads, previous, algorithm, signature from audit_checkpoints order by number desc limit 1

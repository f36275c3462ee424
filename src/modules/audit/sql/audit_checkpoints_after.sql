select number, at, heads, previous, algorithm, signature from audit_checkpoints where number > $1 order by number limit $2

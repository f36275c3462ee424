insert into audit_checkpoints (number, at, heads, previous, algorithm, signature) values ($1, $2, $3, $4, $5, $6)

insert into audit_heads (node, sequence, algorithm, hash) values ($1, 0, $2, $3) on conflict (node) do nothing

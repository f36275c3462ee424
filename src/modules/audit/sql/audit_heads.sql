select node, sequence, algorithm, hash from audit_heads order by node

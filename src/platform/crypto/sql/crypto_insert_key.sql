insert into crypto_keys (id, kind, state, wrapped, created_at, changed_at) values ($1, $2, $5, $3, $4, $4)

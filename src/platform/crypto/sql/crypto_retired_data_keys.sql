select id, changed_at from crypto_keys where kind = 'data' and state = 'retired' order by id

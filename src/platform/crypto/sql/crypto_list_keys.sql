select id, kind, state, wrapped from crypto_keys where state <> 'destroyed' order by id

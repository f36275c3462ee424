select coalesce(max(id), 0) from crypto_keys

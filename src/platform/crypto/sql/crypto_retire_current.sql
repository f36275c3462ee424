update crypto_keys set state = 'retired', changed_at = $2 where kind = $1 and state = 'current'

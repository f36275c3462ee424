update crypto_keys set state = 'current', changed_at = $2 where id = $1 and state = 'retired' and kind = 'data'

update crypto_keys set state = 'destroyed', wrapped = $2, changed_at = $3 where id = $1 and state = 'retired' and kind = 'data'

update crypto_keys set wrapped = $2, changed_at = $3 where id = $1

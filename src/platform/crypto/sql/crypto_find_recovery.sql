select wrapped from crypto_recovery where id = 1

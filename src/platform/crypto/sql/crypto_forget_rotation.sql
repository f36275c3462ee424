delete from crypto_rotations where target = $1 and place = $2

select after_cell, done, finished from crypto_rotations where target = $1 and place = $2

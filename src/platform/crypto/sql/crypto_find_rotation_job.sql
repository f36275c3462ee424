select target from crypto_rotation_jobs where job = $1

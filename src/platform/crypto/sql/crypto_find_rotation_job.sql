select target, in_use from crypto_rotation_jobs where job = $1

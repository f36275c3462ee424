insert into crypto_rotation_jobs (job, target) values ($1, $2)

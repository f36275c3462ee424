insert into crypto_rotation_jobs (job, target, in_use) values ($1, $2, $3)
on conflict (job) do update set target = excluded.target, in_use = excluded.in_use

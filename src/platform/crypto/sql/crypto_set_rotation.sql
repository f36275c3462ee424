insert into crypto_rotations (target, place, after_row, done, finished) values ($1, $2, $3, $4, $5)
on conflict (target, place) do update set after_row = excluded.after_row, done = excluded.done, finished = excluded.finished

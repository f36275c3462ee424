insert into crypto_rotations (target, place, after_row, done, finished, after_cell) values ($1, $2, 0, $4, $5, $3)
on conflict (target, place) do update set after_cell = excluded.after_cell, done = excluded.done, finished = excluded.finished

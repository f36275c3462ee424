insert into crypto_recovery (id, wrapped, created_at) values (1, $1, $2)
on conflict (id) do update set wrapped = excluded.wrapped, created_at = excluded.created_at
